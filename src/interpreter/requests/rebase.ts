import type {StepPath} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Report} from '../../events/event.ts';
import type {Frame} from '../../events/frame.ts';
import type {RunState} from '../../events/state.ts';
import type {Block} from '../../model/block.ts';
import {isLeaf} from '../../model/leaf.ts';
import type {Runbook} from '../../model/runbook.ts';
import {blockOf, childrenOf, hasChildren} from '../place.ts';
import {debtsOf} from '../rollback/debts.ts';
import {sourceOf} from './source-of.ts';
import {isActing} from './stop.ts';

/** Where a run is in a corrected runbook. */
export type Rebased = Pick<Extract<Report, {readonly event: 'edited'}>, 'cursors' | 'superseded'>;

/**
 * Finds the places of all that lives in a corrected runbook. A step that only waits for somebody, or failed and asks
 * what to do, is begun anew if it or what stands directly before it was changed; what was passed stays passed. The
 * error says what that lives has no place any more.
 */
export function rebase(before: Runbook, after: Runbook, state: RunState): Result<Rebased, readonly string[]> {
  const cursors: Record<StepPath, number> = {};
  const superseded: Rebased['superseded'][number][] = [];
  const faults: string[] = missingMonitors(after, state);
  for (const frame of state.frames.values()) {
    const places = placesOf({before, after, state, frame});
    if (typeof places === 'string') faults.push(places);
    else if (places !== undefined) {
      cursors[frame.path] = places.cursor;
      if (places.superseded !== undefined) superseded.push(places.superseded);
    }
  }
  const gone = new Set(superseded.map(({path}) => path));
  for (const frame of state.frames.values()) {
    if (!gone.has(frame.path) && !hasPlace({before, after, state, frame}))
      faults.push(`${nameOf(frame)} is under way, and has no place in it any more`);
  }
  return faults.length > 0 ? fail(faults) : ok({cursors, superseded});
}

interface Rebasing {
  readonly before: Runbook;
  readonly after: Runbook;
  readonly state: RunState;
  readonly frame: Frame;
}

interface Places {
  readonly cursor: number;
  readonly superseded?: Rebased['superseded'][number];
}

/** For a sequence: how many of its new steps are behind, and the one of them that is begun anew. */
function placesOf({before, after, state, frame}: Rebasing): Places | string | undefined {
  const old = stepsOf(before, frame);
  const steps = stepsOf(after, frame);
  if (old === undefined || steps === undefined || frame.part !== 'body') return undefined;
  const begun = old.slice(0, frame.cursor).map(({id}) => id);
  const [child] = childrenOf(state, frame.path).filter(({role}) => role === undefined);
  if (child === undefined) return {cursor: passed(steps, begun)};
  const behind = passed(steps, begun.slice(0, -1));
  const index = steps.findIndex(({id}) => id === begun.at(-1));
  const was = old[frame.cursor - 1];
  const is = steps[index];
  const same = index === behind && was !== undefined && is !== undefined && sourceOf(was) === sourceOf(is);
  if (same || !waits(before, state, child)) return {cursor: index === -1 ? behind : index + 1};
  return {cursor: behind, superseded: {path: child.path, owes: index === -1 ? owed(before, state, child) : []}};
}

/** The number of steps up to the last that was begun. */
function passed(steps: readonly Block[], begun: readonly string[]): number {
  return steps.findLastIndex(({id}) => begun.includes(id)) + 1;
}

function owed(runbook: Runbook, state: RunState, frame: Frame): Rebased['superseded'][number]['owes'] {
  const at = {runbook, state, frame, block: blockOf(runbook, frame)};
  return debtsOf(at, {outcome: 'stopped'}).owes ?? [];
}

/** Whether a step is one without steps that has nothing under way but a question or a rest. */
function waits(runbook: Runbook, state: RunState, frame: Frame): boolean {
  const block = runbook.defs.get(frame.def);
  return (
    isLeaf(frame) && block !== undefined && !hasChildren(state, frame.path) && !isActing({runbook, state, frame, block})
  );
}

function stepsOf(runbook: Runbook, frame: Frame): readonly Block[] | undefined {
  const block = frame.type === 'run' ? runbook.root : runbook.defs.get(frame.def);
  return block?.type === 'sequence' ? block.steps : undefined;
}

/** What lives must be there, as the same kind of block, and have in it what of it was begun. */
function hasPlace({before, after, frame}: Rebasing): boolean {
  if (frame.type === 'run' || frame.type === 'undo') return true;
  const [was, is] = [before.defs.get(frame.def), after.defs.get(frame.def)];
  if (was === undefined || is === undefined || was.type !== is.type) return false;
  if ((is.type === 'parallel' || is.type === 'remedies') && 'steps' in was)
    return was.steps.slice(0, frame.cursor).every(({id}, n) => is.steps[n]?.id === id);
  if ((is.type === 'branch' || is.type === 'choose') && 'arm' in frame && frame.arm !== undefined)
    return is.arms[frame.arm] !== undefined;
  return is.type !== 'call' || (was.type === 'call' && was.block === is.block);
}

function missingMonitors(after: Runbook, state: RunState): string[] {
  return [...state.inFlight.values()].flatMap((effect) =>
    effect.do === 'watch' && !Object.hasOwn(after.monitors, effect.monitor)
      ? [`the monitor "${effect.monitor}" is measured, and is gone from it`]
      : [],
  );
}

function nameOf({title, path}: Frame): string {
  return title === undefined ? path : `"${title}" (${path})`;
}
