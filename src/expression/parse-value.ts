import {durationFault, parseDuration} from '../base/duration.ts';
import {parseJson} from '../base/json.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {isMap} from './fits.ts';
import {parseNumber} from './functions/number.ts';
import {quote} from './outcome.ts';
import {parseTime, timeText} from './time.ts';
import {type Type, typeText} from './type.ts';

/**
 * The value that `text` means for a declared type: of inputs, `with`, `default`, the environment and answers.
 * Lists and maps are JSON; the error quotes the text and says what was expected.
 */
export function parseValue(text: string, type: Type): Result<Value, string> {
  switch (type.kind) {
    case 'string':
      return ok(text);
    case 'optional':
      return parseValue(text, type.of);
    case 'int':
      return parsed(text, wholeNumber(text.trim()), 'a whole number');
    case 'number':
      return parsed(text, parseNumber(text), 'a number');
    case 'bool':
      return parsed(text, truth(text.trim()), '"true" or "false"');
    case 'duration':
      return parseLength(text);
    case 'time':
      return parsed(text, moment(text.trim()), 'a time such as "2025-11-21T14:15:02Z"');
    case 'null':
      return parsed(text, text.trim() === 'null' ? null : undefined, 'null');
    default:
      return valueOfJson(text, type);
  }
}

function truth(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function wholeNumber(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

function moment(text: string): string | undefined {
  const milliseconds = parseTime(text);
  return milliseconds === undefined ? undefined : timeText(milliseconds);
}

function parseLength(text: string): Result<Value, string> {
  const fault = durationFault(text.trim());
  if (fault === 'is not a duration') return fail(`${quote(text)} is not a duration such as "90s", "5m" or "1h30m"`);
  return fault === undefined ? ok(parseDuration(text.trim()) ?? 0) : fail(`${quote(text)} ${fault}`);
}

function parsed(text: string, value: Value | undefined, expected: string): Result<Value, string> {
  return value === undefined ? fail(`${quote(text)} is not ${expected}`) : ok(value);
}

function valueOfJson(text: string, type: Type): Result<Value, string> {
  const value = parseJson(text);
  if (value !== undefined) return fromJson(value, type);
  const example = type.kind === 'list' ? 'a JSON list such as ["a", "b"]' : 'JSON';
  return fail(`${quote(text)} is not ${example}`);
}

/** A value read from JSON or YAML, brought into the form its type has in the journal. */
export function fromJson(value: Value, type: Type): Result<Value, string> {
  switch (type.kind) {
    case 'dyn':
      return ok(value);
    case 'optional':
      return value === null ? ok(null) : fromJson(value, type.of);
    case 'list':
      return Array.isArray(value) ? each(value as readonly Value[], type.of) : unfit(value, type);
    case 'map':
      return isMap(value) ? fields(value, () => type.of) : unfit(value, type);
    case 'record':
      return isMap(value) ? fields(value, (name) => type.fields[name]) : unfit(value, type);
    case 'string':
      return typeof value === 'string' ? ok(value) : unfit(value, type);
    default:
      return typeof value === 'object' ? unfit(value, type) : parseValue(String(value), type);
  }
}

function each(values: readonly Value[], type: Type): Result<Value, string> {
  const items: Value[] = [];
  for (const value of values) {
    const item = fromJson(value, type);
    if (!item.ok) return item;
    items.push(item.value);
  }
  return ok(items);
}

function fields(
  value: {readonly [key: string]: Value},
  typeOf: (name: string) => Type | undefined,
): Result<Value, string> {
  const entries: [string, Value][] = [];
  for (const [name, content] of Object.entries(value)) {
    const type = typeOf(name);
    if (type === undefined) return fail(`there is no "${name}" in this map`);
    const field = fromJson(content, type);
    if (!field.ok) return fail(`"${name}": ${field.error}`);
    entries.push([name, field.value]);
  }
  return ok(Object.fromEntries(entries));
}

function unfit(value: Value, type: Type): Result<Value, string> {
  return fail(`${quote(value)} is not ${typeText(type)}`);
}
