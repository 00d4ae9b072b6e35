import {readdirSync, readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Value} from '../../../src/base/value.ts';
import {publishedSchema} from '../../../src/check/schema/published.ts';
import {checkShape} from '../../../src/check/shape/shape.ts';
import {parseDocument} from '../../../src/document/parse.ts';
import {plainValue} from '../../../src/document/plain.ts';
import {stepKinds} from '../../../src/kinds/steps/index.ts';

const published = new Ajv({strict: false, validateFormats: false}).compile(publishedSchema());

/** Said of texts that have the right shape. */
const BESIDE_THE_SHAPE = ['yaml-surprise', 'bad-template', 'empty-text', 'several-lines', 'misplaced-template'];

function yamlValue(text: string): Value {
  const parsed = parseDocument({name: 'x.yaml', text});
  if (!parsed.ok) throw new Error(parsed.error.map(({message}) => message).join('\n'));
  return plainValue(parsed.value);
}

function isAccepted(value: Value): boolean {
  const parsed = parseDocument({name: 'x.yaml', text: JSON.stringify(value)});
  if (!parsed.ok) throw new Error(`unreadable: ${JSON.stringify(value)}`);
  return checkShape(parsed.value).every(({rule}) => BESIDE_THE_SHAPE.includes(rule));
}

const examples = Object.values(stepKinds).flatMap((kind) =>
  kind.examples.map(
    (example) =>
      [example, yamlValue(`runbook: x\ntitle: X\nsteps:\n  - ${example.replaceAll('\n', '\n    ')}\n`)] as const,
  ),
);
const folder = new URL('../../../examples/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, yamlValue(readFileSync(new URL(name, folder), 'utf8'))] as const);
const reference = yamlValue(readFileSync(new URL('../../../runbooks/production-deploy.yaml', import.meta.url), 'utf8'));
const documents = [...examples, ...files, ['the reference runbook', reference] as const];

describe('both schemas accept', () => {
  test.each(documents)('%s', (_name, value) => {
    expect([isAccepted(value), published(value)]).toEqual([true, true]);
  });
});

describe('both schemas refuse the same', () => {
  const words = fc.constantFrom(
    'run',
    'http',
    'steps',
    'none',
    'foreach',
    'script',
    'argv',
    'url',
    'json',
    'body',
    'title',
    'id',
    'within',
    'impossible',
    'send',
    'text',
    'to',
    'probe',
    'manual',
    'branch',
    'choose',
    'if',
    'expect',
    'stdout',
    'undo',
    'x',
    'A b',
  );
  const leaf = fc.constantFrom<Value>(
    '5m',
    '5 minutes',
    'ask',
    'all',
    3,
    0,
    1.5,
    true,
    null,
    '',
    'P3',
    [],
    {},
    ['a'],
    [{run: 'x'}],
    {run: 'x'},
    {none: 'x'},
    {to: 'team', text: 'x'},
  );
  const change = fc.record({
    document: fc.nat(),
    at: fc.nat(),
    how: fc.constantFrom('replace', 'remove', 'add', 'rename'),
    word: words,
    leaf,
  });

  test('in thousands of changed documents', () => {
    fc.assert(
      fc.property(fc.array(change, {minLength: 1, maxLength: 3}), (changes) => {
        const [, original] = documents[(changes[0]?.document ?? 0) % documents.length] ?? ['', null];
        const value = changes.reduce(applied, original);
        expect([isAccepted(value), value]).toEqual([published(value), value]);
      }),
      {numRuns: 600},
    );
  });
});

interface Change {
  readonly at: number;
  readonly how: string;
  readonly word: string;
  readonly leaf: Value;
}

/** The document with the change made at one of its places. */
function applied(value: Value, {at, how, word, leaf}: Change): Value {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const [container, key] = places[at % Math.max(1, places.length)] ?? [];
  if (container === undefined || key === undefined) return leaf;
  if (how === 'replace') container[key] = leaf;
  else if (Array.isArray(container)) container.splice(Number(key), 1);
  else {
    const old = container[key];
    if (how === 'add') container[word] = leaf;
    else delete container[key];
    if (how === 'rename' && old !== undefined) container[word] = old;
  }
  return copy;
}

type Container = Record<string, Value>;

function placesIn(value: Value): readonly (readonly [Container, string])[] {
  if (value === null || typeof value !== 'object') return [];
  const container = value as Container;
  return Object.keys(container).flatMap((key) => [[container, key] as const, ...placesIn(container[key] ?? null)]);
}
