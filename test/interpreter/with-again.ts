import type {StepPath} from '../../src/base/ids.ts';
import {type Simulated, type Simulation, simulate} from '../../src/engine/simulated/simulate.ts';
import {type Chance, chance} from './random.ts';

/** The same run, but that somebody wants some of what ends in it to be done again: at once, or after the end of the run. */
export function withAgain(given: Simulation, seed: number): Simulation {
  const plain = {...given, script: {...given.script, requests: []}};
  const luck = chance(seed + 7);
  const ended = endings(simulate(plain));
  const requests = Array.from({length: ended.length === 0 ? 0 : 1 + luck.upTo(3)}, () => wanted(luck, ended));
  return {...plain, script: {...plain.script, requests}};
}

interface Ending {
  readonly path: StepPath;
  readonly at: number;
}

function endings({turns}: Simulated): readonly Ending[] {
  return turns.flatMap(({at, events}) =>
    events.flatMap((event) => (event.event === 'left' && event.path !== '/' ? [{path: event.path, at}] : [])),
  );
}

function wanted(luck: Chance, ended: readonly Ending[]) {
  const {path, at} = luck.pick(ended);
  const after = luck.often(0.3) ? 10_000_000 : at + luck.upTo(3) * 500;
  return {after, what: 'again', by: 'somebody', subject: path} as const;
}
