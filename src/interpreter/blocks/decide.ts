import type {LeafFrame} from '../../events/frame.ts';
import type {DecideBlock} from '../../model/block.ts';
import {type At, type Now, noValue, scopeOf} from '../at.ts';
import {decidingKind} from '../kind-of.ts';

/** Decided from what is known, at once. */
export function decide(at: At<DecideBlock, LeafFrame>): Now {
  const decided = decidingKind(at.block.kind).decide(at.block.body, scopeOf(at));
  if (!decided.ok) return noValue(decided.error.message);
  const {captured, end} = decided.value;
  return {done: {outcome: 'succeeded', captured, ...(end && {ends: end})}};
}
