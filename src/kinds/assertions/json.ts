import type {Value} from '../../base/value.ts';
import {Json} from '../grammar/fragments.ts';
import {comparable, type ValueAssertion, type Verdict} from './contract.ts';
import {quoted} from './tail.ts';

/** Holds if the JSON has at least what is written here; lists have the same length. */
export const json = {
  name: 'json',
  summary: 'The JSON has at least these keys with these values; lists are as long as written.',
  schema: Json({
    description: 'What the JSON has at least; lists are as long as written.',
    examples: [{status: 'healthy'}],
  }),
  examples: [{status: 'healthy'}],
  subject: 'json',
  judge(value, argument: Value) {
    if (value === undefined) return {holds: false, expected: `JSON with ${shown(argument)}`, actual: 'no JSON'};
    return subset('json', value as Value, argument) ?? {holds: true};
  },
} satisfies ValueAssertion<Value>;

function subset(path: string, actual: Value, expected: Value): Verdict | undefined {
  if (Array.isArray(expected)) return listSubset(path, actual, expected);
  if (expected === null || typeof expected !== 'object') {
    return actual === expected ? undefined : differs(path, actual, expected);
  }
  if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) return differs(path, actual, expected);
  const there = actual as Readonly<Record<string, Value>>;
  for (const [key, value] of Object.entries(expected)) {
    const found = Object.hasOwn(there, key) ? there[key] : undefined;
    if (found === undefined) {
      const keys = Object.keys(there).map(quoted).join(', ');
      return {
        holds: false,
        expected: `${path}.${key} is ${shown(value)}`,
        actual: `no such key; there is ${keys || 'none'}`,
      };
    }
    const verdict = subset(`${path}.${key}`, found, value);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function listSubset(path: string, actual: Value, expected: readonly Value[]): Verdict | undefined {
  if (!Array.isArray(actual) || actual.length !== expected.length) return differs(path, actual, expected);
  for (const [index, item] of expected.entries()) {
    const verdict = subset(`${path}[${index}]`, actual[index] as Value, item);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function differs(path: string, actual: Value, expected: Value): Verdict {
  const texts = comparable(JSON.stringify(expected, null, 2), JSON.stringify(actual, null, 2));
  return {holds: false, expected: `${path} is ${shown(expected)}`, actual: shown(actual), ...texts};
}

function shown(value: Value): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
