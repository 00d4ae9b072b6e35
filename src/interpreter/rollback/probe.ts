import {causeOf} from '../../events/explain-failure.ts';
import type {Block} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import type {At, Now} from '../at.ts';
import {partPath} from '../paths.ts';
import {hasChildren} from '../place.ts';

/** What a probe says: the effect is in place, it is not, or nobody can tell. */
export type Tells = 'yes' | 'no' | 'cannot-tell';

/** Asks whether the effect of a frame is in place: what to do meanwhile, then what was said. */
export function askProbe(at: At<unknown>, probe?: Block): Tells | Now {
  const block = probe ?? (at.block as Block).probe;
  return block === undefined ? 'cannot-tell' : askLooking(at, {block, role: 'probe'});
}

/** Asks something that only looks, as a part of a frame; its answer stands until the part is asked again. */
export function askLooking(
  at: At<unknown>,
  part: {readonly block: Block; readonly role: 'probe' | 'well'},
): Tells | Now {
  const {frame, state} = at;
  if (hasChildren(state, frame.path)) return 'wait';
  const end = frame.ends[part.role];
  if (end !== undefined) return told(end);
  const round = (frame.rounds[part.role] ?? 0) + 1;
  const path = partPath(frame.path, part.role, round);
  return {emit: enter(at, {...part, path, parent: frame.path, n: round - 1})};
}

/** Yes: what was expected holds; no: it ran and that does not hold; anything else tells nothing. */
function told(end: {readonly outcome: string; readonly failure?: Parameters<typeof causeOf>[0]}): Tells {
  if (end.outcome === 'succeeded') return 'yes';
  return causeOf(end.failure) === 'unexpected' ? 'no' : 'cannot-tell';
}
