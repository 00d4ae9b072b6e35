import {ok} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {Choice} from '../../events/effect.ts';
import type {ArmFrame} from '../../events/frame.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import {outlined} from '../../kinds/rendered.ts';
import type {Arm, ChooseBlock} from '../../model/block.ts';
import {ask, isAsking} from '../around/ask-person.ts';
import {type At, failed, type Now, noValue, scopeOf} from '../at.ts';
import {nameOf} from '../describe.ts';
import {runArm} from './arm.ts';
import {expiry} from './ask.ts';

/** A person picks a way; the values of its answers are numbers from 1. */
export function choose(at: At<ChooseBlock, ArmFrame>): Now {
  const {frame, block} = at;
  if (frame.arm !== undefined) return runArm(at, frame.arm);
  if (frame.answer?.what === 'choose') {
    const {value, by} = frame.answer;
    const arm = armOf(at, value);
    if (arm !== undefined) return {emit: [{event: 'chose', path: frame.path, arm, because: `chosen by ${by}`}]};
    return failed({reason: 'rule', message: `"${String(value)}" is none of its ways`});
  }
  if (frame.expired) return failed({reason: 'expired', after: block.expires ?? 0});
  if (isAsking(at)) return 'wait';
  const scope = scopeOf(at);
  const choices = choicesOf(block.arms, scope);
  if (!choices.ok) return noValue(choices.error.message);
  if (choices.value.length === 0) return failed({reason: 'rule', message: 'none of its ways is open'});
  const text = frame.title ?? nameOf(block, scope);
  return {emit: [...expiry(at), ...ask(at, {what: 'choose', text, choices: choices.value})]};
}

function armOf({block, ...at}: At<ChooseBlock, ArmFrame>, value: Value): number | undefined {
  const scope = scopeOf({block, ...at});
  const arm = block.arms.findIndex((each, n) => String(n + 1) === String(value) || titleOf(each, n, scope) === value);
  return arm === -1 ? undefined : arm;
}

function choicesOf(
  arms: readonly Arm[],
  scope: Scope,
): ReturnType<typeof ok<Choice[]>> | {ok: false; error: EvaluationFault} {
  const choices: Choice[] = [];
  for (const [n, arm] of arms.entries()) {
    const shown = arm.if?.evaluate(scope) ?? {ok: true as const, value: true};
    if (!shown.ok) return shown;
    if (shown.value !== true) continue;
    const note = arm.note && outlined(arm.note, scope);
    choices.push({value: String(n + 1), title: titleOf(arm, n, scope), ...(note !== undefined && {note})});
  }
  return ok(choices);
}

const titleOf = (arm: Arm, n: number, scope: Scope): string =>
  arm.title === undefined ? `Way ${n + 1}` : outlined(arm.title, scope);
