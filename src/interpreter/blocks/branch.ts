import type {ArmFrame} from '../../events/frame.ts';
import type {BranchBlock} from '../../model/block.ts';
import {type At, failed, type Now, noValue, scopeOf} from '../at.ts';
import {runArm} from './arm.ts';

/** The first way that holds, decided once; that none does is a failure. */
export function branch(at: At<BranchBlock, ArmFrame>): Now {
  const {frame, block} = at;
  if (frame.arm !== undefined) return runArm(at, frame.arm);
  const scope = scopeOf(at);
  for (const [arm, {if: condition}] of block.arms.entries()) {
    const holds = condition?.evaluate(scope) ?? {ok: true as const, value: true};
    if (!holds.ok) return noValue(holds.error.message);
    if (holds.value !== true) continue;
    const because = condition === undefined ? 'nothing before it holds' : condition.source;
    return {emit: [{event: 'chose', path: frame.path, arm, because}]};
  }
  return failed({reason: 'rule', message: 'none of its conditions holds'});
}
