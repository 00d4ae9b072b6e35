import {parseDate} from '../base/civil.ts';
import {didYouMean} from '../base/did-you-mean.ts';
import {parseJson} from '../base/json.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {fromJson, parseValue} from '../expression/parse-value.ts';
import type {Type} from '../expression/type.ts';
import type {Field} from './field.ts';

/**
 * The value of a field from what somebody gave: a text (a flag, a prompt) or plain data (a file of inputs or answers).
 * The error says what was expected and quotes what was given.
 */
export function parseField(field: Field, given: Value): Result<Value, string> {
  const value = typed(valueType(field.type), given);
  if (!value.ok) return value;
  const problem =
    formProblem(field, value.value) ?? boundProblem(field, value.value) ?? patternProblem(field, value.value);
  return problem === undefined ? value : fail(problem);
}

function valueType(type: Type): Type {
  return type.kind === 'optional' ? type.of : type;
}

/** Texts are parsed by the type; a single text for a list that is no JSON is a list of one. */
function typed(type: Type, given: Value): Result<Value, string> {
  if (type.kind === 'list') return typedList(type.of, given);
  if (typeof given === 'string') return parseValue(given, type);
  return typeof given === 'object' || type.kind === 'dyn' ? fromJson(given, type) : parseValue(String(given), type);
}

function typedList(of: Type, given: Value): Result<Value, string> {
  const items = typeof given === 'string' ? listFromText(given) : Array.isArray(given) ? (given as Value[]) : [given];
  const values: Value[] = [];
  for (const item of items) {
    const value = typed(of, item);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

/** Nothing is split at commas: a text is a JSON array, or one item. */
function listFromText(text: string): readonly Value[] {
  if (!text.trimStart().startsWith('[')) return [text];
  const list = parseJson(text);
  return Array.isArray(list) ? list : [text];
}

const forms: Readonly<Record<string, (text: string) => string | undefined>> = {
  url: (text) =>
    URL.canParse(text) ? undefined : `"${text}" is not a URL; write it with its scheme, as in "https://example.com"`,
  date: (text) => (parseDate(text) === undefined ? `"${text}" is not a date; write it as in "2026-01-31"` : undefined),
  path: (text) => (text.includes('\0') || text === '' ? `"${text}" is not a path` : undefined),
};

function formProblem(field: Field, value: Value): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (field.as === 'choice') return choiceProblem(field, value);
  return forms[field.as]?.(value);
}

function choiceProblem(field: Field, value: string): string | undefined {
  const {options} = field;
  if (!Array.isArray(options) || options.includes(value)) return undefined;
  const meant = didYouMean(value, options);
  return `"${value}" is not one of ${options.join(', ')}${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
}

function boundProblem(field: Field, value: Value): string | undefined {
  const size =
    typeof value === 'number' ? value : typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
  if (size === undefined) return undefined;
  const what = typeof value === 'number' ? String(value) : `a length of ${size}`;
  if (field.min !== undefined && size < field.min) return `${what} is less than the least allowed, ${field.min}`;
  return field.max !== undefined && size > field.max
    ? `${what} is more than the most allowed, ${field.max}`
    : undefined;
}

function patternProblem(field: Field, value: Value): string | undefined {
  if (field.pattern === undefined || typeof value !== 'string' || field.pattern.test(value)) return undefined;
  return `"${value}" does not match the pattern ${field.pattern.source}`;
}
