import {readFileSync} from 'node:fs';
import {Environment as Library} from '@marcbachmann/cel-js/evaluator';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {Environment as Bundled} from '../../.config/cel-parser.mjs';
import {casesOf} from '../expression/drawn.ts';

const limits = {limits: {maxAstNodes: 100, maxDepth: 20}};
const library = new Library(limits);
const bundled = new Bundled(limits);

describe("the bundle's parser of expressions", () => {
  it.each(knownSources())('reads %s as the library does', (source) => {
    expect(reading(bundled, source)).toEqual(reading(library, source));
  });

  it('reads whatever may stand in an expression as the library does', () => {
    const parts = ['a', '.', 'has(', 'x.all(', 'cel.bind(', '[', ']', '{', '}', '(', ')', ', ', ': ', ' ? ', '-', '!'];
    const more = [
      '1',
      '2u',
      '1.5',
      '"s"',
      "b'x'",
      'null',
      'true',
      ' + ',
      ' == ',
      ' && ',
      ' in ',
      '.?',
      'in',
      '`',
      '\\',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts, ...more), {maxLength: 14}), (pieces) => {
        const source = pieces.join('');
        expect(reading(bundled, source)).toEqual(reading(library, source));
      }),
      {numRuns: 2000},
    );
  });
});

/** Every expression of the tests of the language, good and bad. */
function knownSources(): readonly string[] {
  const read = (name: string): string => readFileSync(new URL(`../expression/${name}`, import.meta.url), 'utf8');
  const tables: Record<string, object> = parse(read('values.yaml'));
  return [...Object.values(tables).flatMap(Object.keys), ...casesOf(read('faults.txt')).map(({source}) => source)];
}

/** What was read, or why nothing was, as plain data. */
function reading(parser: {parse(source: string): {ast: unknown}}, source: string): unknown {
  try {
    return JSON.parse(JSON.stringify(parser.parse(source).ast, plain));
  } catch (error) {
    const {message, code, range} = error as Error & {code?: string; range?: unknown};
    return {message, code, range};
  }
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return value instanceof Uint8Array ? [...value] : value;
}
