import type {Decision} from '../../events/event.ts';
import type {GroupFrame} from '../../events/frame.ts';
import type {ParallelBlock} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import {failedBy} from '../around/member-failure.ts';
import type {At, Now} from '../at.ts';
import {childPath} from '../paths.ts';
import {tellSiblings} from '../requests/stop.ts';

/** Side by side, `limit` at once; a failure lets the rest finish unless it fails fast, a decided one begins no more. */
export function parallel(at: At<ParallelBlock, GroupFrame>): Now {
  const {frame, block} = at;
  const {cause} = frame;
  const cutsOff = cause !== undefined && block.failFast;
  const siblings = cutsOff ? tellSiblings(at, `"${cause.title ?? cause.path}" failed`) : [];
  if (siblings.length > 0) return {emit: siblings};
  const begins = !cutsOff && cause?.route === undefined;
  const entering = begins ? branches(at) : [];
  if (entering.length > 0) return {emit: entering};
  if (frame.live > 0) return 'wait';
  return {done: cause === undefined ? {outcome: 'succeeded'} : failedBy(cause)};
}

function branches(at: At<ParallelBlock, GroupFrame>): readonly Decision[] {
  const {frame, block} = at;
  const free = Math.max(0, block.limit - frame.live);
  const steps = block.steps.slice(frame.cursor, frame.cursor + free);
  return steps.flatMap((step, index) =>
    enter(at, {
      block: step,
      path: childPath(frame.path, step.id),
      parent: frame.path,
      n: frame.cursor + index,
      opens: 'line',
    }),
  );
}
