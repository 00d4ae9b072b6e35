import type {GroupFrame} from '../../events/frame.ts';
import type {SequenceBlock} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import {failedBy} from '../around/member-failure.ts';
import type {At, Now} from '../at.ts';
import {childPath} from '../paths.ts';

/** One after another: the first that fails ends it. */
export function sequence(at: At<SequenceBlock, GroupFrame>): Now {
  const {frame, block} = at;
  if (frame.live > 0) return 'wait';
  if (frame.cause !== undefined) return {done: failedBy(frame.cause)};
  const step = block.steps[frame.cursor];
  if (step === undefined || frame.last?.outcome === 'stopped') return {done: endOf(at)};
  const path = childPath(frame.path, step.id);
  return {emit: enter(at, {block: step, path, parent: frame.path, n: frame.cursor})};
}

/** A rescue of which nothing was done has rescued nothing. */
function endOf({frame}: At<SequenceBlock, GroupFrame>) {
  if (frame.role === 'rescue' && frame.skipped === frame.cursor)
    return {outcome: 'skipped', why: 'all of it was skipped'} as const;
  if (frame.last?.outcome !== 'stopped') return {outcome: 'succeeded'} as const;
  return {outcome: 'stopped', why: frame.last.why ?? ''} as const;
}
