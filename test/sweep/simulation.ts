import {foldAll, type Simulated, type Simulation, simulate} from '../../src/engine/simulated/simulate.ts';
import type {Runbook} from '../../src/model/runbook.ts';
import {arbitraryRunbook, arbitraryScript, type Counts} from '../interpreter/arbitrary.ts';
import {started} from '../interpreter/build.ts';
import {judges, wholeTurns} from '../interpreter/judge.ts';
import {type Chance, chance} from '../interpreter/random.ts';
import {snapshot} from '../interpreter/snapshot.ts';
import {withAgain} from '../interpreter/with-again.ts';
import type {Difference} from './compare.ts';

/** One schedule: a random runbook, a random world, and where the engine died. */
export interface Scheduled {
  readonly name: string;
  readonly killed: boolean;
  readonly differences: readonly Difference[];
}

const FOUND = 4;

/** The schedules that a seed makes: never killed, killed where the world is found again, killed where it is not. */
export function schedulesOf(seed: number, counts: Counts): readonly Scheduled[] {
  const luck = chance(seed + 7);
  const given = simulationOf(seed, counts, {monitors: {}});
  const whole = simulate(given);
  const turns = whole.turns.length;
  const found = Array.from({length: FOUND}, () => diedIn({given, whole, luck, name: `seed ${seed}`}));
  const again = withAgain(given, seed);
  const repeated = {given: again, whole: simulate(again), luck, name: `seed ${seed}, steps done again`};
  const watched = simulationOf(seed, counts);
  const lost = simulate({
    ...watched,
    script: {...watched.script, crash: () => (luck.often(0.7) ? 'lost' : 'found')},
    crashes: [{turn: 1 + luck.upTo(turns)}, {turn: 1 + luck.upTo(turns), downMs: 1000 * luck.upTo(90)}],
  });
  return [
    {name: `seed ${seed}`, killed: false, differences: faultsOf(given, whole)},
    ...found,
    {name: repeated.name, killed: false, differences: faultsOf(again, repeated.whole)},
    diedIn(repeated),
    diedIn(repeated),
    {
      name: `seed ${seed}, died twice, and nobody knows of its acts`,
      killed: true,
      differences: faultsOf(watched, lost),
    },
  ];
}

interface Died {
  readonly given: Simulation;
  readonly whole: Simulated;
  readonly luck: Chance;
  readonly name: string;
}

/** The same run whose engine died once, anywhere, and found the world again. */
function diedIn({given, whole, luck, name}: Died): Scheduled {
  const turn = 1 + luck.upTo(whole.turns.length);
  const events = luck.upTo(1 + (whole.turns[turn - 1]?.events.length ?? 0)) || 1;
  const died = simulate({...given, crashes: [{turn, events}]});
  return {
    name: `${name}, died in turn ${turn} after ${events} events`,
    killed: true,
    differences: [...faultsOf(given, died), ...comparedWith(whole, died)],
  };
}

function simulationOf(seed: number, counts: Counts, extras: Partial<Runbook> = {}): Simulation {
  return {
    runbook: {...arbitraryRunbook(seed, 2 + (seed % 12), counts), ...extras},
    script: arbitraryScript(seed),
    start: started({attended: seed % 3 !== 0}),
    most: 400,
  };
}

function faultsOf(given: Simulation, run: Simulated): readonly Difference[] {
  const events = run.turns.flatMap((turn) => turn.events);
  const judged = {...run, events, runbook: given.runbook};
  const found = Object.entries(judges).flatMap(([name, judge]) =>
    judge(judged).map(
      (what): Difference => ({is: name === 'noActTwice' ? 'repeated' : 'state', what: `${name}: ${what}`}),
    ),
  );
  const folded = snapshot(foldAll(run.turns)) === snapshot({...run.state, seq: 0});
  return folded ? found : [...found, {is: 'state', what: 'the fold of the journal is another state'}];
}

/** Where the world is found again, a crash changes nothing but that another engine started. */
function comparedWith(whole: Simulated, died: Simulated): readonly Difference[] {
  const [before, after] = [performedIn(whole), performedIn(died)];
  const lost = [...before].filter(([key, count]) => (after.get(key) ?? 0) < count);
  const more = [...after].filter(([key, count]) => (before.get(key) ?? 0) < count);
  const other =
    eventsOf(whole) === eventsOf(died) ? [] : [{is: 'state' as const, what: 'the rest of the journal is another'}];
  return [
    ...lost.map(([what]): Difference => ({is: 'lost', what})),
    ...more.map(([what]): Difference => ({is: 'repeated', what})),
    ...other,
  ];
}

function performedIn({performed}: Simulated): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const {key} of performed) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The events of each turn, in whatever order those of one turn came. */
function eventsOf({turns}: Simulated): string {
  const texts = wholeTurns(turns).flatMap((events) =>
    events
      .filter(({event}) => event !== 'engine-started')
      .map((event) => JSON.stringify(event))
      .toSorted(),
  );
  return texts.join('\n');
}
