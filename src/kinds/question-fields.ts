import {fail, ok, type Result} from '../base/result.ts';
import type {Value, Values} from '../base/value.ts';
import type {Expression} from '../expression/expression.ts';
import type {EvaluationFault, Scope} from '../expression/scope.ts';
import {typeText} from '../expression/type.ts';
import type {Field} from './field.ts';
import {isTemplate} from './rendered.ts';
import {withRoots} from './result-scope.ts';
import type {QuestionField} from './steps/contract.ts';

type Option = NonNullable<QuestionField['options']>[number];

/** The fields of a question with their choices, defaults and preferences evaluated. */
export function questionFields(
  fields: Readonly<Record<string, Field>>,
  scope: Scope,
): Result<readonly QuestionField[], EvaluationFault> {
  const all: QuestionField[] = [];
  for (const field of Object.values(fields)) {
    const one = questionField(field, scope);
    if (!one.ok) return one;
    all.push(one.value);
  }
  return ok(all);
}

function questionField(field: Field, scope: Scope): Result<QuestionField, EvaluationFault> {
  const standard = defaultOf(field, scope);
  if (!standard.ok) return standard;
  const choices = field.options === undefined ? ok(undefined) : optionsOf(field, field.options, scope);
  if (!choices.ok) return choices;
  return ok({
    name: field.name,
    title: field.title ?? field.description ?? field.name,
    type: field.as,
    ...itemType(field),
    optional: field.optional,
    ...(standard.value !== undefined && {default: standard.value}),
    ...choices.value,
    ...(field.pattern && {pattern: field.pattern.source}),
    ...(field.min !== undefined && {min: field.min}),
    ...(field.max !== undefined && {max: field.max}),
  });
}

/** What the items of a list or map are, where an answer has to be read by it. */
function itemType({as, type}: Field): Pick<QuestionField, 'of'> {
  const given = type.kind === 'optional' ? type.of : type;
  if (as === 'choice') return {};
  if (given.kind === 'list') return given.of.kind === 'string' ? {} : {of: typeText(given.of)};
  return given.kind === 'map' && given.of.kind !== 'dyn' ? {of: typeText(given.of)} : {};
}

function defaultOf(field: Field, scope: Scope): Result<Value | undefined, EvaluationFault> {
  return isTemplate(field.default) ? field.default.value(scope) : ok(field.default);
}

type Choices = Pick<QuestionField, 'options' | 'preferred'>;

function optionsOf(
  field: Field,
  options: readonly string[] | Expression,
  scope: Scope,
): Result<Choices, EvaluationFault> {
  const values = 'evaluate' in options ? options.evaluate(scope) : ok(options);
  if (!values.ok) return values;
  if (!Array.isArray(values.value)) return fail({message: `the choices of "${field.name}" are not a list`});
  const list = values.value as readonly Value[];
  if (list.length === 0) return fail({message: `there is nothing to choose for "${field.name}": the list is empty`});
  const shown: Option[] = [];
  let preferred: number | undefined;
  for (const [index, value] of list.entries()) {
    const one = optionOf(field, value, scope);
    if (!one.ok) return one;
    if (one.value.preferred) preferred ??= index;
    shown.push(one.value.option);
  }
  return ok({options: shown, ...(preferred !== undefined && {preferred})});
}

function optionOf(
  field: Field,
  value: Value,
  scope: Scope,
): Result<{readonly option: Option; readonly preferred: boolean}, EvaluationFault> {
  const item = withRoots(scope, {item: value});
  const label = field.show === undefined ? ok(labelOf(value)) : field.show.render(item);
  if (!label.ok) return label;
  const prefers = field.prefer === undefined ? ok(false) : field.prefer.evaluate(item);
  if (!prefers.ok) return prefers;
  return ok({option: {value, label: label.value, key: keyOf(value)}, preferred: prefers.value === true});
}

/** What may be typed for a choice: the text itself, or the first text of a map, which is what tables begin with. */
function keyOf(value: Value): string {
  if (value === null || typeof value !== 'object') return String(value);
  const first = Object.values(value as Values)[0];
  return typeof first === 'string' || typeof first === 'number' ? String(first) : JSON.stringify(value);
}

function labelOf(value: Value): string {
  if (value === null || typeof value !== 'object') return String(value);
  return Object.values(value as Values)
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .join('  ');
}
