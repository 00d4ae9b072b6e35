import {describe, expect, test} from 'vitest';
import type {StepPath} from '../../src/base/ids.ts';
import {foldAll, type Simulated, type Simulation, simulate} from '../../src/engine/simulated/simulate.ts';
import type {Debt, RunEvent} from '../../src/events/event.ts';
import {arbitraryRunbook, arbitraryScript} from './arbitrary.ts';
import {started} from './build.ts';
import {type Judge, judges} from './judge.ts';
import {snapshot} from './snapshot.ts';
import {withAgain} from './with-again.ts';

const RUNS = Number(process.env.RUNS ?? 400);
const FROM = Number(process.env.FROM ?? 0);

function simulation(seed: number): Simulation {
  return withAgain(
    {
      runbook: arbitraryRunbook(seed, 2 + (seed % 12), new Map()),
      script: arbitraryScript(seed),
      start: started({attended: seed % 3 !== 0}),
      most: 400,
    },
    seed,
  );
}

type Of<N extends RunEvent['event']> = Extract<RunEvent, {readonly event: N}>;

const isAgain = (event: RunEvent): event is Of<'entered'> => event.event === 'entered' && event.role === 'again';

/** A step is done again once for each time that somebody asked for it. */
const onlyAsAsked: Judge = ({events}) => {
  let asked = 0;
  return events.flatMap((event) => {
    if (event.event === 'requested') asked += 1;
    if (!isAgain(event)) return [];
    asked -= 1;
    return asked < 0 ? [`${event.path} was done again unasked`] : [];
  });
};

/** While a step is done again, nothing begins that is no part of it. */
const nothingBeside: Judge = ({events}) => {
  let again: StepPath | undefined;
  return events.flatMap((event) => {
    const beside = again !== undefined && event.event === 'entered' && !event.path.startsWith(again);
    const found = beside ? [`${event.path} was entered beside ${again}`] : [];
    if (isAgain(event)) again = event.path;
    if (event.event === 'left' && event.path === again) again = undefined;
    return found;
  });
};

/** Of a step that was done again at most one undo is owed, for in these runbooks they would all do the same. */
const oneUndo: Judge = ({events}) => {
  const owed = new Map<number, Debt>();
  let next = 1;
  return events.flatMap((event) => {
    if (event.event !== 'left') return [];
    for (const n of event.settles ?? []) owed.delete(n);
    for (const debt of event.owes ?? []) {
      owed.set(next, debt);
      next += 1;
    }
    const path = event.path.replace(/!again(~\d+)?$/, '');
    const same = [...owed.values()].filter((debt) => debt.path.replace(/!again(~\d+)?$/, '') === path);
    return same.length > 1 ? [`${path} is owed ${same.length} times`] : [];
  });
};

/** No rescue begins and nothing is taken back because a step that was done again failed: its end goes nowhere. */
const goesNowhere: Judge = ({events}) =>
  events.flatMap((event) =>
    event.event === 'left' && event.failure?.reason === 'member' && /!again(~\d+)?$/.test(event.failure.path)
      ? [`${event.path} failed because of ${event.failure.path}`]
      : [],
  );

const all = {...judges, onlyAsAsked, nothingBeside, oneUndo, goesNowhere};

function faults(given: Simulation, run: Simulated): readonly string[] {
  const judged = {...run, events: run.turns.flatMap(({events}) => events), runbook: given.runbook};
  const found = Object.entries(all).flatMap(([name, judge]) => judge(judged).map((fault) => `${name}: ${fault}`));
  const same = snapshot(foldAll(run.turns)) === snapshot({...run.state, seq: 0});
  return same ? found : [...found, 'the fold of the journal is another state'];
}

describe('random runs of which steps are done again', {timeout: 120_000}, () => {
  test('keep every invariant, and those of that', () => {
    let times = 0;
    for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
      const given = simulation(seed);
      const run = simulate(given);
      times += run.turns.flatMap(({events}) => events).filter(isAgain).length;
      expect(faults(given, run), `seed ${seed}`).toEqual([]);
    }
    expect(times).toBeGreaterThan(RUNS / 4);
  });

  test('keep them when the engine dies in the middle, and nobody knows what became of the acts', () => {
    for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
      const given = simulation(seed);
      const {turns} = simulate(given);
      const turn = turns.find(({events}) => events.some(isAgain))?.seq;
      if (turn === undefined) continue;
      const script = {...given.script, ...(seed % 2 === 0 && {crash: () => 'lost' as const})};
      const died = simulate({...given, script, crashes: [{turn}, {turn: turn + 2}]});
      expect(faults(given, died), `seed ${seed}, turn ${turn}`).toEqual([]);
    }
  });
});
