import type {Value} from '../../base/value.ts';
import {withoutEscapes} from '../../base/without-escapes.ts';
import type {Ask} from '../../events/effect.ts';
import type {RunView} from '../../events/view.ts';
import type {QuestionField} from '../../kinds/steps/contract.ts';
import type {DecisionRecord} from './record.ts';

/** What was asked, for people: under the title of its step, where that says more. */
export function askedText({ask, path}: DecisionRecord, view: RunView): string {
  const text = ask?.text ?? 'a question that is no longer known';
  const title = path === undefined || path === '/' ? text : (view.steps.get(path)?.title ?? text);
  if (withoutEscapes(text).startsWith(title)) return text;
  return /[.:!?]$/.test(title) ? `${title} ${text}` : `${title}: ${text}`;
}

/** What was answered, a line each: the words of a choice, what was ticked, the fields that were filled in. */
export function answerLines(decision: DecisionRecord): readonly string[] {
  const {instead} = decision;
  const changed = instead === undefined ? [] : [`this once with the command: ${instead.trimEnd()}`];
  return [...givenLines(decision), ...changed];
}

function givenLines(decision: DecisionRecord): readonly string[] {
  const {ask, value} = decision;
  if (ask?.question?.what === 'approve') return [value === 'no' || value === false ? 'Refused' : 'Approved'];
  const choice = ask?.choices?.find((each) => each.value === value);
  if (choice !== undefined) return [choice.title];
  if (Array.isArray(value)) return value.map((item: Value) => `${valueText(item)}${tickedBy(decision, item)}`);
  if (typeof value !== 'object' || value === null) return [valueText(value)];
  return Object.entries(value).map(([name, given]) => `${name}: ${fieldText(fieldOf(ask, name), given)}`);
}

/** Who ticked an item, where that is not who gave the answer. */
function tickedBy({ask, ticks, by}: DecisionRecord, item: Value): string {
  const tick = ticks.get(ask?.question?.items?.indexOf(valueText(item)) ?? -1);
  return tick === undefined || tick.by === by ? '' : ` (ticked by ${tick.by})`;
}

/** How the answer came; of an approval also whether it is proved who gave it. */
export function viaText({ask, via, signed}: DecisionRecord): string {
  if (signed) return `${via}, signed`;
  return ask?.question?.what === 'approve' ? `${via}, not signed` : via;
}

/** A value as people read it: a text as it is, anything else as JSON. */
export function valueText(value: Value | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fieldOf(ask: Ask | undefined, name: string): QuestionField | undefined {
  return ask?.question?.fields?.find((field) => field.name === name);
}

function fieldText(field: QuestionField | undefined, value: Value): string {
  const chosen = field?.options?.find((option) => JSON.stringify(option.value) === JSON.stringify(value));
  return chosen?.label ?? valueText(value);
}
