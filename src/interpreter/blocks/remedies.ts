import type {GroupFrame} from '../../events/frame.ts';
import type {RemediesBlock} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import {failedBy} from '../around/member-failure.ts';
import {type At, failed, type Now} from '../at.ts';
import {childPath} from '../paths.ts';
import {askLooking} from '../rollback/probe.ts';

/**
 * Its steps one by one until it is well; asked first, too. A remedy that fails is one that did not help, unless a
 * person or its own `on_failure` decided what follows.
 */
export function remedies(at: At<RemediesBlock, GroupFrame>): Now {
  const {frame, block} = at;
  if (frame.live > 0) return 'wait';
  if (frame.cause?.route !== undefined) return {done: failedBy(frame.cause)};
  const tried = frame.cursor - frame.skipped;
  const {well: _, ...others} = frame.ends;
  const asked = frame.rounds.well ?? 0;
  const answer = askLooking(asked > tried ? at : {...at, frame: {...frame, ends: others}}, {
    block: block.well,
    role: 'well',
  });
  if (typeof answer === 'object' || answer === 'wait') return answer;
  if (answer === 'yes') return {done: {outcome: 'succeeded'}};
  const step = block.steps[frame.cursor];
  if (step === undefined) return failed({reason: 'rule', message: 'nothing helped: it is still not well'});
  const path = childPath(frame.path, step.id);
  return {emit: enter(at, {block: step, path, parent: frame.path, n: frame.cursor})};
}
