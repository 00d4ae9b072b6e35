import {describe, expect, test} from 'vitest';
import {foldAll, type Simulated, type Simulation, simulate} from '../../src/engine/simulated/simulate.ts';
import {evolve} from '../../src/events/evolve.ts';
import {initialState} from '../../src/events/state.ts';
import {deadlines} from '../../src/interpreter/deadlines.ts';
import {next} from '../../src/interpreter/next.ts';
import type {Runbook} from '../../src/model/runbook.ts';
import {arbitraryRunbook, arbitraryScript, type Counts} from './arbitrary.ts';
import {started} from './build.ts';
import {judges, wholeTurns} from './judge.ts';
import {frozen, snapshot} from './snapshot.ts';

const RUNS = Number(process.env.RUNS ?? 800);
const FROM = Number(process.env.FROM ?? 0);
const counts: Counts = new Map();

function simulation(seed: number, extras: Partial<Runbook> = {}): Simulation {
  const size = 2 + (seed % 12);
  return {
    runbook: {...arbitraryRunbook(seed, size, counts), ...extras},
    script: arbitraryScript(seed),
    start: started({attended: seed % 3 !== 0}),
    most: 400,
  };
}

function faults(given: Simulation, run: Simulated): readonly string[] {
  const events = run.turns.flatMap((turn) => turn.events);
  const judged = {...run, events, runbook: given.runbook};
  const found = Object.entries(judges).flatMap(([name, judge]) => judge(judged).map((fault) => `${name}: ${fault}`));
  if (snapshot(foldAll(run.turns)) !== snapshot({...run.state, seq: 0}))
    found.push('4: the fold of the journal is another state');
  return found;
}

/** 5, 15: asked after a turn, every frame answers nothing; asked while frozen, nothing changes. */
function restless(given: Simulation, run: Simulated): readonly string[] {
  const state = initialState();
  for (const turn of run.turns) {
    for (const event of turn.events) evolve(state, turn.at, event);
    if (turn.seq > 25 && turn.seq % 5 !== 0) continue;
    for (const path of ['/' as never, ...state.frames.keys()]) {
      const more = [...next(given.runbook, state, path), ...deadlines(given.runbook, state, path)];
      if (more.length > 0) return [`5: after turn ${turn.seq}, ${path} has more to say: ${JSON.stringify(more)}`];
    }
  }
  return [];
}

describe('random runs', {timeout: 120_000}, () => {
  test('keep every invariant', () => {
    for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
      const given = simulation(seed);
      const run = simulate(given);
      expect([...faults(given, run), ...restless(given, run)], `seed ${seed}`).toEqual([]);
    }
  });

  test('end alike when the engine dies anywhere and finds the world again', () => {
    for (let seed = FROM; seed < FROM + RUNS / 10; seed += 1) {
      const whole = simulate(simulation(seed, {monitors: {}}));
      for (let turn = 1; turn <= Math.min(whole.turns.length, 40); turn += 1) {
        const events = 1 + ((seed + turn) % (whole.turns[turn - 1]?.events.length ?? 1));
        const given = simulation(seed, {monitors: {}});
        const died = simulate({...given, crashes: [{turn, events}]});
        expect(outcome(died), `seed ${seed}, turn ${turn}, ${events} events`).toEqual(outcome(whole));
        expect(faults(given, died), `seed ${seed}, turn ${turn}, ${events} events`).toEqual([]);
      }
    }
  });

  test('keep every invariant when nobody knows what became of the acts', () => {
    for (let seed = FROM; seed < FROM + RUNS / 5; seed += 1) {
      const given = simulation(seed);
      const script = {...given.script, crash: () => 'lost' as const};
      const run = simulate({
        ...given,
        script,
        crashes: [{turn: 2 + (seed % 7)}, {turn: 4 + (seed % 11), downMs: 5000}],
      });
      expect([...faults(given, run), ...restless(given, run)], `seed ${seed}`).toEqual([]);
    }
  });

  test('change nothing that they are given', () => {
    for (let seed = FROM; seed < FROM + RUNS / 10; seed += 1) {
      const given = simulation(seed);
      const {turns} = simulate(given);
      for (let kept = 1; kept < turns.length; kept += 7) {
        const state = frozen(foldAll(turns.slice(0, kept)));
        for (const path of state.frames.keys()) {
          const first = JSON.stringify(next(given.runbook, state, path));
          expect(JSON.stringify(next(given.runbook, state, path))).toBe(first);
        }
      }
    }
  });

  test('hold every kind of thing often enough', () => {
    const rare = [...counts].filter(([, count]) => count < RUNS / 50);
    expect(rare).toEqual([]);
    expect([...counts.keys()].toSorted()).toEqual(KINDS);
  });
});

const KINDS = [
  ...['act', 'always', 'approve', 'ask', 'branch', 'call', 'choose', 'end', 'foreach', 'monitor', 'parallel', 'probe'],
  ...['remedies', 'repeat', 'rescue', 'retry', 'sequence', 'set', 'temporary', 'undo', 'wait'],
];

/** How a run went, without what a crash may change: the events of the engine, and in what order those of one turn came. */
function outcome({turns, performed}: Simulated): unknown {
  const events = wholeTurns(turns).flatMap((turn) =>
    turn
      .filter(({event}) => event !== 'engine-started')
      .map((event) => JSON.stringify(event))
      .toSorted(),
  );
  return {events, performed: performed.map(({key}) => key).toSorted()};
}
