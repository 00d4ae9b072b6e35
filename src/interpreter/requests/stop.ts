import type {Decision} from '../../events/event.ts';
import type {Frame} from '../../events/frame.ts';
import type {StopWhy} from '../../events/part.ts';
import type {At} from '../at.ts';
import {childrenOf} from '../place.ts';

const STRENGTH: Readonly<Record<StopWhy, number>> = {timeout: 0, sibling: 0, stop: 1, rollback: 1, kill: 2};

/** Whether `why` says more than what a frame was told before. */
export function isStronger(why: StopWhy, before: StopWhy | undefined): boolean {
  return before === undefined || STRENGTH[why] > STRENGTH[before];
}

/**
 * Ends a frame that was told to stop: its children are told, its timers and questions go, its acts are withdrawn and
 * end when the world says so. Undefined once nothing of it is alive.
 */
export function stopNow(at: At<unknown>): {readonly emit: readonly Decision[]} | 'wait' | undefined {
  const {state, frame} = at;
  const {stop} = frame;
  if (stop === undefined) return undefined;
  const children = childrenOf(state, frame.path);
  if (children.length > 0 && isStronger(stop.why, frame.told))
    return {
      emit: [
        ...children
          .filter((child) => mayTell(child, stop.why))
          .map(({path}): Decision => ({event: 'stopping', path, why: stop.why, reason: stop.reason})),
        {event: 'told', path: frame.path},
      ],
    };
  const gone = withdrawn(at, stop.reason);
  if (gone.length > 0) return {emit: gone};
  return children.length > 0 || isActing(at) ? 'wait' : undefined;
}

/** The decisions that end a frame which was told to stop, none while it waits for them; undefined as for `stopNow`. */
export function stopFirst(at: At<unknown>): readonly Decision[] | undefined {
  const stopped = stopNow(at);
  return stopped === 'wait' ? [] : stopped?.emit;
}

/** What clears up in any case is told by nothing but a kill. */
function mayTell(child: Frame, why: StopWhy): boolean {
  if (!isStronger(why, child.stop?.why)) return false;
  return why === 'kill' || (child.role !== 'always' && child.role !== 'undo');
}

/** Whether a frame ends only because its own time is up: what follows from that is still decided. */
export const isOwnTimeout = ({stop, late}: Frame): boolean => stop?.why === 'timeout' && late;

/** What of it goes: not the questions that follow from the stop itself. */
function withdrawn(at: At<unknown>, reason: string): readonly Decision[] {
  const why = isOwnTimeout(at.frame) ? reason : `stopped: ${reason}`;
  const kept = isOwnTimeout(at.frame) ? ' ?failure' : ' ?late-rollback';
  return withdrawAll(at, why).filter((each) => each.event !== 'withdrawn' || !each.key.includes(kept));
}

/** Withdraws what a frame has in flight and has not withdrawn. */
export function withdrawAll({state, frame}: At<unknown>, why: string): readonly Decision[] {
  return frame.effects.flatMap((key): Decision[] => {
    const effect = state.inFlight.get(key);
    if (effect === undefined || (effect.do === 'act' && effect.withdrawn !== undefined)) return [];
    return [{event: 'withdrawn', key, path: frame.path, why}];
  });
}

/** Withdraws the questions of a frame that leaves; its timers end with it. */
export function withdrawQuestions({state, frame}: At<unknown>): readonly Decision[] {
  return frame.effects
    .filter((key) => state.inFlight.get(key)?.do === 'ask')
    .map((key) => ({event: 'withdrawn', key, path: frame.path, why: 'over'}));
}

/** Whether an act of the frame has not come to its end. */
export const isActing = ({state, frame}: At<unknown>): boolean =>
  frame.effects.some((key) => state.inFlight.get(key)?.do === 'act');

/** Tells the living members of a group that fails fast, those that were not told, to stop. */
export function tellSiblings({state, frame}: At<unknown>, reason: string): readonly Decision[] {
  return childrenOf(state, frame.path)
    .filter((child) => child.stop === undefined)
    .map((child) => ({event: 'stopping', path: child.path, why: 'sibling', reason}));
}
