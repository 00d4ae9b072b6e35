import {failure, type Outcome, quote} from '../outcome.ts';
import {BOOL, INT, listOf, STRING, type Type} from '../type.ts';
import type {LanguageFunction, Signature} from './contract.ts';

const search = (apply: (text: string, part: string) => boolean): Signature => ({
  on: STRING,
  takes: [STRING],
  gives: BOOL,
  apply: ([text, part]) => apply(String(text), String(part)),
});

const change = (apply: (text: string) => string): Signature => ({
  on: STRING,
  takes: [],
  gives: STRING,
  apply: ([text]) => apply(String(text)),
});

const place = (apply: (text: string, part: string, from?: number) => number): Signature => ({
  on: STRING,
  takes: [STRING, INT],
  optional: 1,
  gives: INT,
  apply: ([text, part, from]) => apply(String(text), String(part), from === undefined ? undefined : Number(from)),
});

function signature(takes: readonly Type[], gives: Type, rest: Pick<Signature, 'apply' | 'optional'>): Signature {
  return {on: STRING, takes, gives, ...rest};
}

/** CEL's own functions of texts (cel-spec, and its "strings" extension). */
export const standardText: readonly LanguageFunction[] = [
  {
    name: 'contains',
    summary: 'Whether a text holds another.',
    example: '"an error here".contains("error")',
    signatures: [search((text, part) => text.includes(part))],
  },
  {
    name: 'startsWith',
    summary: 'Whether a text begins with another.',
    example: '"v1.2".startsWith("v")',
    signatures: [search((text, part) => text.startsWith(part))],
  },
  {
    name: 'endsWith',
    summary: 'Whether a text ends with another.',
    example: '"a.yaml".endsWith(".yaml")',
    signatures: [search((text, part) => text.endsWith(part))],
  },
  {
    name: 'lowerAscii',
    summary: 'The text with its letters A to Z made small.',
    example: '"OK".lowerAscii()',
    signatures: [change((text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()))],
  },
  {
    name: 'upperAscii',
    summary: 'The text with its letters a to z made large.',
    example: '"ok".upperAscii()',
    signatures: [change((text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()))],
  },
  {
    name: 'indexOf',
    summary: 'Where a text holds another, counted from 0; -1 where it does not.',
    example: '"hello".indexOf("l")',
    signatures: [place((text, part, from) => text.indexOf(part, from))],
  },
  {
    name: 'lastIndexOf',
    summary: 'Where a text holds another for the last time, counted from 0; -1 where it does not.',
    example: '"hello".lastIndexOf("l")',
    signatures: [
      place((text, part, from) => (from === undefined ? text.lastIndexOf(part) : text.lastIndexOf(part, from))),
    ],
  },
  {
    name: 'substring',
    summary: 'The part of a text from one place to before another, counted from 0.',
    example: '"hello".substring(1, 3)',
    signatures: [
      signature([INT, INT], STRING, {
        optional: 1,
        apply: ([text, from, to]) => substring(String(text), Number(from), to),
      }),
    ],
  },
  {
    name: 'split',
    summary: 'The parts of a text between a separator.',
    example: '"a,b".split(",")',
    signatures: [
      signature([STRING], listOf(STRING), {
        apply: ([text, by], {spend}) => spend(String(text).length) ?? String(text).split(String(by)),
      }),
    ],
  },
  {
    name: 'replace',
    summary: 'The text with every occurrence of a part replaced.',
    example: '"a-b".replace("-", "_")',
    signatures: [
      signature([STRING, STRING], STRING, {
        apply: ([text, part, by], {spend}) => replace([String(text), String(part), String(by)], spend),
      }),
    ],
  },
];

function substring(text: string, from: number, to: unknown): Outcome {
  const end = to === undefined ? text.length : Number(to);
  if (from >= 0 && from <= end && end <= text.length) return text.slice(from, end);
  return failure(`${quote(text)} has ${text.length} characters, there is no substring from ${from} to ${end}`);
}

function replace([text, part, by]: readonly [string, string, string], spend: (amount: number) => Outcome): Outcome {
  const count = text.split(part).length;
  return spend(text.length + count * by.length) ?? text.replaceAll(part, () => by);
}
