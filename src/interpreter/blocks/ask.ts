import type {Result} from '../../base/result.ts';
import type {Value, Values} from '../../base/value.ts';
import type {Decision} from '../../events/event.ts';
import {affirms} from '../../events/evolve-effects.ts';
import type {LeafFrame} from '../../events/frame.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import type {Question} from '../../kinds/steps/contract.ts';
import type {AskBlock} from '../../model/block.ts';
import {ask as askPerson, canAsk, isAsking} from '../around/ask-person.ts';
import {type At, failed, type Now, noValue, scopeOf} from '../at.ts';
import {askingKind} from '../kind-of.ts';
import {keyOf} from '../paths.ts';

/** A person does something and says so. Whether the answer fits was judged where it was given. */
export function ask(at: At<AskBlock, LeafFrame>): Now {
  const {frame, block} = at;
  const question = askingKind(block.kind).question(block.body, scopeOf(at));
  if (frame.refused !== undefined) return failed({reason: 'refused', ...frame.refused});
  if (frame.answer?.what === 'step' && !isOneOfSeveral(frame, question))
    return {done: {outcome: 'succeeded', captured: valuesOf(block, frame.answer.value)}};
  if (frame.expired) return failed({reason: 'expired', after: block.expires ?? 0});
  if (isAsking(at)) return 'wait';
  if (block.unattended === 'fail' && !canAsk(at, frame.name))
    return failed({reason: 'rule', message: 'nobody is there to answer'});
  if (!question.ok) return noValue(question.error.message);
  const text = question.value.text === '' ? (frame.title ?? block.id) : question.value.text;
  const {approvals} = frame;
  const asked = approvals.length === 0 ? question.value : {...question.value, approvals: approvals.map(({by}) => by)};
  return {emit: [...expiry(at), ...askPerson(at, {what: 'step', text, question: asked})]};
}

/** Whether the answer is a yes after which others have to say yes, too. */
function isOneOfSeveral({answer, approvals}: LeafFrame, question: Result<Question, EvaluationFault>): boolean {
  const count = question.ok ? question.value.count : undefined;
  return count !== undefined && approvals.length < count && answer !== undefined && affirms(answer.value);
}

/** The fields by name; one value alone is that of the only field. */
function valuesOf({fields}: AskBlock, value: Value): Values {
  const names = Object.keys(fields);
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Values;
  return names.length === 1 && names[0] !== undefined ? {[names[0]]: value} : {};
}

/** The timer after which an unanswered question is a failure; before the question, which is the mark that all is set. */
export function expiry({frame, block, state}: At<{readonly expires?: number}>): readonly Decision[] {
  const {expires} = block;
  const key = keyOf(frame.path, '~expiry');
  if (expires === undefined || frame.effects.includes(key)) return [];
  const until = state.now + expires;
  return [{event: 'intended', effect: {do: 'sleep', why: 'expiry', key, path: frame.path, until}}];
}
