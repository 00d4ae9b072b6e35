import {didYouMean} from '../base/did-you-mean.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Value, Values} from '../base/value.ts';
import type {Ask, Choice} from '../events/effect.ts';
import {compilePattern} from '../expression/pattern.ts';
import {DYN, INT, listOf, NUMBER, STRING, type Type} from '../expression/type.ts';
import type {Field} from '../kinds/field.ts';
import {parseField} from '../kinds/parse-field.ts';
import type {QuestionField} from '../kinds/steps/contract.ts';
import {fieldForm} from './field-form.ts';

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
    const value = oneField(field, answers.value[field.name]);
    if (!value.ok) return fail(`${field.name}: ${value.error}`);
    if (value.value !== undefined) values[field.name] = value.value;
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
  if (more.length > 0) return fail(`it takes a JSON map of its fields: ${fields.map(fieldWords).join(', ')}`);
  return ok({[only.name]: given});
}

/** A field's name, with what it takes. */
function fieldWords(field: QuestionField): string {
  const form = field.options?.map(({key}) => key).join(' | ') ?? fieldForm(field);
  const about = [form, field.optional ? 'optional' : ''].filter((part) => part !== '').join('; ');
  return about === '' ? field.name : `${field.name} (${about})`;
}

/** What is wrong with what was given for a field, or with its being left empty; undefined if it can be taken. */
export function fieldProblem(field: QuestionField, given: Value | undefined): string | undefined {
  const answer = oneField(field, given);
  return answer.ok ? undefined : answer.error;
}

/** The value of a field; undefined where it is left empty and may be. */
function oneField(field: QuestionField, given: Value | undefined): Result<Value | undefined, string> {
  const answer = given ?? field.default;
  if (answer !== undefined && answer !== null && answer !== '') return fieldAnswer(field, answer);
  return field.optional ? ok(undefined) : fail(`"${field.name}" is missing: ${field.title}`);
}

function fieldAnswer(field: QuestionField, given: Value): Result<Value, string> {
  if (field.options !== undefined) return optionAnswer(field.options, given);
  if (field.type === 'bool' && isWord(given, [...YES, ...NO])) return ok(isWord(given, YES));
  return parseField(asDeclared(field), field.type === 'list' && typeof given === 'string' ? listFrom(given) : given);
}

/** The field as the author declared it, as far as a value is read by it. */
function asDeclared(field: QuestionField): Field {
  const {name, type, optional, pattern, min, max} = field;
  const compiled = pattern === undefined ? undefined : compilePattern(pattern);
  return {
    name,
    as: type,
    type: typeOf(field),
    optional,
    ...(compiled?.ok && {pattern: compiled.value}),
    ...(min !== undefined && {min}),
    ...(max !== undefined && {max}),
  };
}

/** A list as people type it: items with commas between them; what begins with `[` is JSON. */
function listFrom(text: string): Value {
  if (text.trimStart().startsWith('[')) return text;
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
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
};

function typeOf({type, of}: Pick<QuestionField, 'type' | 'of'>): Type {
  const items = of === undefined ? undefined : (TYPES[of] ?? STRING);
  if (type === 'list') return listOf(items ?? STRING);
  if (type === 'map') return items === undefined ? DYN : {kind: 'map', of: items};
  return TYPES[type] ?? STRING;
}

function text(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
