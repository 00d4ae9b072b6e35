import type {ArmFrame} from '../../events/frame.ts';
import type {Arm} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import {failedBy} from '../around/member-failure.ts';
import type {At, Now} from '../at.ts';
import {partPath} from '../paths.ts';

/** Runs the way that was chosen; what it gives out is what the step captured. */
export function runArm(at: At<{readonly arms: readonly Arm[]}, ArmFrame>, n: number): Now {
  const {frame, block} = at;
  if (frame.live > 0) return 'wait';
  const {last} = frame;
  if (last !== undefined) {
    const {path: _, title: __, ...end} = last;
    return {done: last.outcome === 'failed' ? failedBy(last) : end};
  }
  const arm = block.arms[n];
  if (arm === undefined) throw new Error(`${frame.path} has no way ${n}`);
  const path = partPath(frame.path, `arm${n + 1}`);
  return {emit: enter(at, {block: arm.body, path, parent: frame.path, n: 0})};
}
