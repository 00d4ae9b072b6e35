import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import type {TextAssertion, ValueAssertion, Verdict} from '../../src/kinds/assertions/contract.ts';
import {outputAssertions, textAssertions, valueAssertions} from '../../src/kinds/assertions/index.ts';
import {argumentOf} from './argument.ts';

/** One row of a table. `text` is fed whole and in pieces of every length up to 5; `pieces` with their times. */
interface Row {
  readonly expect: unknown;
  readonly text?: string | number;
  readonly pieces?: readonly (readonly [string, number])[];
  readonly value?: unknown;
  readonly holds: boolean;
  readonly captured?: unknown;
  readonly expected?: string;
  readonly actual?: string;
}

const folder = new URL('./assertions/', import.meta.url);
const texts: Readonly<Record<string, TextAssertion<never>>> = {...textAssertions, ...outputAssertions};
const values: Readonly<Record<string, ValueAssertion<never>>> = valueAssertions;

test('every assertion has a table, and every table an assertion', () => {
  const tables = readdirSync(folder).map((name) => name.replace('.yaml', ''));
  expect(tables.sort()).toEqual([...Object.keys(texts), ...Object.keys(values)].sort());
});

for (const [name, assertion] of Object.entries(texts)) {
  describe(name, () => {
    test.each(rows(name))('$expect on $text$pieces', (row) => {
      for (const pieces of cuts(row)) check(row, verdictOf(assertion, row, pieces));
    });
  });
}

for (const [name, assertion] of Object.entries(values)) {
  describe(name, () => {
    test.each(rows(name))('$expect of $value', (row) => {
      check(row, assertion.judge(row.value, argumentOf(assertion.schema, row.expect) as never));
    });
  });
}

function rows(name: string): readonly Row[] {
  return parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8')) as Row[];
}

function cuts(row: Row): readonly (readonly (readonly [string, number])[])[] {
  if (row.pieces !== undefined) return [row.pieces];
  const text = String(row.text ?? '');
  return [text.length + 1, 1, 2, 3, 5].map((length) => {
    const count = Math.ceil(text.length / length);
    return Array.from({length: count}, (_, index) => [text.slice(index * length, (index + 1) * length), 0] as const);
  });
}

function verdictOf(assertion: TextAssertion<never>, row: Row, pieces: readonly (readonly [string, number])[]): Verdict {
  const matcher = assertion.begin(argumentOf(assertion.schema, row.expect) as never);
  for (const [piece, at] of pieces) matcher.feed(piece, at);
  return matcher.verdict(true);
}

function check(row: Row, verdict: Verdict): void {
  expect(verdict.holds, JSON.stringify(verdict)).toBe(row.holds);
  if (verdict.holds) expect(verdict.captured).toEqual(row.captured);
  else {
    if (row.expected !== undefined) expect(verdict.expected).toBe(row.expected);
    if (row.actual !== undefined) expect(verdict.actual).toBe(row.actual);
  }
}
