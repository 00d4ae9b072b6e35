import type {EffectKey, StepPath} from '../base/ids.ts';
import type {Report, RunEvent, Turn} from '../events/event.ts';
import {evolve} from '../events/evolve.ts';
import type {RunState} from '../events/state.ts';
import type {Runbook} from '../model/runbook.ts';
import {deadlines} from './deadlines.ts';
import {next} from './next.ts';
import {ROOT} from './paths.ts';
import {touched} from './touched.ts';

/** What a turn made of its reports. */
export interface Settled {
  /** To be recorded, durable, before anything reacts to it. */
  readonly turn: Turn;
  /** The state after it: the one given, changed in place. */
  readonly state: RunState;
  /** The effects to compare with what is under way; after a resume all of `state.inFlight`. */
  readonly keys: readonly EffectKey[];
  /** The frames to be asked in a further turn, for this one is long enough; a resume asks all frames anyway. */
  readonly unasked: readonly StepPath[];
}

/**
 * Folds `reports`, which came at `at` (milliseconds since 1970), and asks every frame they touch what follows until
 * all are quiet, or the turn has `most` events. Reports are needed unless the turn before has left frames `unasked`;
 * `engine-started` asks every frame.
 */
export function settle(given: {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly reports: readonly Report[];
  readonly at: number;
  readonly unasked?: readonly StepPath[];
  readonly most?: number;
}): Settled {
  const {runbook, state, reports, unasked = [], most = MOST} = given;
  const at = Math.max(given.at, state.now);
  const events: RunEvent[] = [];
  const keys = new Set<EffectKey>();
  const queue = new Queue();
  const seen = new Set<StepPath>();
  const fold = (event: RunEvent): void => {
    for (const path of touched(state, event)) queue.add(path);
    for (const key of keysOf(state, event)) keys.add(key);
    evolve(state, at, event);
    events.push(event);
  };
  for (const path of unasked) queue.add(path);
  for (const report of reports) fold(report);
  const comesToRest = (): boolean => {
    while (events.length < most) {
      const path = queue.take();
      if (path === undefined) return true;
      seen.add(path);
      for (const decision of next(runbook, state, path)) fold(decision);
    }
    return false;
  };
  while (comesToRest()) {
    const late = [...seen].flatMap((path) => deadlines(runbook, state, path));
    seen.clear();
    if (late.length === 0) break;
    for (const decision of late) fold(decision);
  }
  const turn = {seq: state.seq + 1, at, events};
  (state as {seq: number}).seq = turn.seq;
  return {turn, state, keys: [...keys], unasked: [...seen, ...queue.rest()]};
}

/** Events after which a turn ends, so that it can be kept in memory, and requests are heard between two of them. */
const MOST = 50_000;

/** Paths to ask, the outermost first: what is stopped from outside is told before it goes on. */
class Queue {
  readonly #byDepth: Set<StepPath>[] = [];

  add(path: StepPath): void {
    const depth = depthOf(path);
    this.#byDepth[depth] ??= new Set();
    this.#byDepth[depth].add(path);
  }

  take(): StepPath | undefined {
    for (const paths of this.#byDepth) {
      const first = paths?.values().next();
      if (paths === undefined || first === undefined || first.done) continue;
      paths.delete(first.value);
      return first.value;
    }
    return undefined;
  }

  rest(): readonly StepPath[] {
    return this.#byDepth.flatMap((paths) => [...(paths ?? [])]);
  }
}

/** Greater for whatever lies within: a part or a round lies within its frame, and the steps of a called block within its body. */
function depthOf(path: StepPath): number {
  let depth = 0;
  for (const character of path) {
    if (character === '/') depth += 2;
    else if (character === '!' || character === '[') depth += 1;
  }
  return path === ROOT ? 0 : depth;
}

function keysOf(state: RunState, event: RunEvent): readonly EffectKey[] {
  switch (event.event) {
    case 'intended':
      return [event.effect.key];
    case 'withdrawn':
    case 'act-ended':
    case 'timer-fired':
    case 'answered':
      return [event.key];
    case 'left':
      return state.frames.get(event.path)?.effects ?? [];
    default:
      return [];
  }
}
