import {didYouMean} from '../base/did-you-mean.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Value, Values} from '../base/value.ts';
import type {Ask, Choice} from '../events/effect.ts';
import {parseValue} from '../expression/parse-value.ts';
import {compilePattern} from '../expression/pattern.ts';
import {DYN, INT, listOf, NUMBER, STRING, type Type} from '../expression/type.ts';
import type {QuestionField} from '../kinds/steps/contract.ts';

/** What of a question decides how its answer is read. */
export type Asked = Pick<Ask, 'what' | 'question' | 'choices' | 'type'>;

/**
 * What an open question's answer means, from what was typed or stands in an answers file. Gives: for a checklist the
 * list of its items, all ticked · for `manual` and `ask` a map of the fields · else the value of the choice, `yes` or
 * `no`. `no` to a person's step is `no`, but for `ask`, whose answer it may be. The error says what can be answered.
 */
export function parseAnswer(ask: Asked, given: Value): Result<Value, string> {
  if (ask.what !== 'step' || ask.question === undefined)
    return ask.choices ? choiceAnswer(ask.choices, given) : confirmation(ask, given);
  const {question} = ask;
  // What a question asks for may be a no; whoever is to do something says by it that they do not.
  if (question.what !== 'ask' && isWord(given, NO)) return ok('no');
  switch (question.what) {
    case 'approve':
      return yesAnswer(given);
    case 'checklist':
      return ticked(question.items ?? [], given);
    case 'manual':
    case 'ask':
      return fieldsAnswer(question.fields ?? [], given);
  }
}

const YES = ['yes', 'y', 'true', 'done', 'ok'];
const NO = ['no', 'n', 'false'];

function isWord(given: Value, words: readonly string[]): boolean {
  return (
    (typeof given === 'string' || typeof given === 'boolean') && words.includes(String(given).trim().toLowerCase())
  );
}

function yesAnswer(given: Value): Result<Value, string> {
  if (isWord(given, YES)) return ok('yes');
  return isWord(given, NO) ? ok('no') : fail(`"${text(given)}" is no answer; it takes yes or no`);
}

/** For a danger whose text must be typed, only that text is a yes. */
function confirmation(ask: Asked, given: Value): Result<Value, string> {
  if (ask.type === undefined || isWord(given, NO)) return yesAnswer(given);
  return given === ask.type ? ok('yes') : fail(`to confirm, type exactly: ${ask.type}`);
}

function choiceAnswer(choices: readonly Choice[], given: Value): Result<Value, string> {
  const wanted = text(given).trim();
  const found =
    choices.find((choice) => choice.value === wanted || choice.title === wanted) ?? choices[Number(wanted) - 1];
  if (found !== undefined) return ok(found.value);
  const meant = didYouMean(
    wanted,
    choices.flatMap((choice) => [choice.value, choice.title]),
  );
  const list = choices.map(({value, title}) => (/^\d+$/.test(value) ? `${value} (${title})` : value)).join(', ');
  return fail(
    `"${wanted}" cannot be chosen; it takes ${list}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

function ticked(items: readonly string[], given: Value): Result<Value, string> {
  if (isWord(given, YES)) return ok(items);
  const wanted = new Set(
    (Array.isArray(given) ? (given as readonly Value[]) : [given]).map((each) => itemOf(items, each)),
  );
  const open = items.filter((item) => !wanted.has(item));
  if (open.length > 0) return fail(`not ticked: ${open.map((item) => `"${item}"`).join(', ')}`);
  return ok(items);
}

/** An item by its words or by its number from 1. */
function itemOf(items: readonly string[], given: Value): string {
  return (typeof given === 'number' ? items[given - 1] : undefined) ?? text(given);
}

function fieldsAnswer(fields: readonly QuestionField[], given: Value): Result<Value, string> {
  const answers = byField(fields, given);
  if (!answers.ok) return answers;
  const values: Record<string, Value> = {};
  for (const field of fields) {
    const answer = answers.value[field.name] ?? field.default;
    if (answer === undefined || answer === null || answer === '') {
      if (!field.optional) return fail(`"${field.name}" is missing: ${field.title}`);
      continue;
    }
    const value = fieldAnswer(field, answer);
    if (!value.ok) return fail(`${field.name}: ${value.error}`);
    values[field.name] = value.value;
  }
  return ok(values);
}

function byField(fields: readonly QuestionField[], given: Value): Result<Values, string> {
  const [only, ...more] = fields;
  const plain = typeof given !== 'object' || given === null || Array.isArray(given);
  if (!plain) {
    const unknown = Object.keys(given as Values).find((name) => !fields.some((field) => field.name === name));
    if (unknown === undefined) return ok(given as Values);
    return fail(`there is no field "${unknown}"; the fields are ${fields.map((field) => field.name).join(', ')}`);
  }
  if (only === undefined || (isWord(given, ['done']) && fields.every((field) => field.optional))) return ok({});
  if (more.length > 0) return fail(`a map is needed, of the fields ${fields.map((field) => field.name).join(', ')}`);
  return ok({[only.name]: given});
}

function fieldAnswer(field: QuestionField, given: Value): Result<Value, string> {
  if (field.options !== undefined) return optionAnswer(field.options, given);
  if (field.type === 'bool' && isWord(given, [...YES, ...NO])) return ok(isWord(given, YES));
  const value = typeof given === 'string' ? parseValue(given, typeNamed(field.type)) : ok(given);
  return value.ok ? bounded(field, value.value) : value;
}

function optionAnswer(options: NonNullable<QuestionField['options']>, given: Value): Result<Value, string> {
  const wanted = text(given).trim();
  const found =
    options.find((option) => option.key === wanted || option.label === wanted || text(option.value) === wanted) ??
    options[Number(wanted) - 1];
  if (found !== undefined) return ok(found.value);
  return fail(`"${wanted}" is not one of ${options.map((option) => option.key).join(', ')}`);
}

const TYPES: Readonly<Record<string, Type>> = {
  int: INT,
  number: NUMBER,
  bool: {kind: 'bool'},
  duration: {kind: 'duration'},
  time: {kind: 'time'},
  list: listOf(STRING),
  map: DYN,
};

function typeNamed(name: string): Type {
  return TYPES[name] ?? STRING;
}

function bounded(field: QuestionField, value: Value): Result<Value, string> {
  const size = typeof value === 'number' ? value : typeof value === 'string' ? value.length : undefined;
  if (size !== undefined && field.min !== undefined && size < field.min)
    return fail(`"${text(value)}" is below ${field.min}`);
  if (size !== undefined && field.max !== undefined && size > field.max)
    return fail(`"${text(value)}" is above ${field.max}`);
  const pattern = field.pattern === undefined ? undefined : compilePattern(field.pattern);
  if (pattern?.ok && typeof value === 'string' && !pattern.value.test(value)) {
    return fail(`"${value}" does not match the pattern ${field.pattern}`);
  }
  return ok(value);
}

function text(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
