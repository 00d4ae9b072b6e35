import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Matcher, TextAssertion} from '../../src/kinds/assertions/contract.ts';
import {outputAssertions, textAssertions} from '../../src/kinds/assertions/index.ts';
import {argumentOf} from './argument.ts';

const word = fc.constantFrom('a', 'ab', 'ba', ' ', '\n', '\r\n', 'A', '1', '12', 'é');
const text = fc.array(word, {maxLength: 40}).map((words) => words.join(''));
const short = fc.array(word, {minLength: 1, maxLength: 3}).map((words) => words.join(''));
const line = short.map((each) => each.replace(/[\r\n]/g, '') || 'a');

const written: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  contains: fc.array(short, {minLength: 1, maxLength: 3}),
  not_contains: fc.array(short, {minLength: 1, maxLength: 3}),
  equals: text,
  like: fc.constantFrom('a<x>', '<n:int>', 'ab\n<...>a', '<x>b<...>', 'a'),
  matches: fc.constantFrom('^a', 'b$', '(?P<x>[0-9]+)a', '(?i)ab', 'ab|12', '^$'),
  not_matches: fc.constantFrom('^a', 'b$', '(?i)ab', 'ab|12'),
  empty: fc.boolean(),
  lines: fc.nat({max: 6}),
  sequence: fc.array(line, {minLength: 1, maxLength: 3}),
};

const assertions: Readonly<Record<string, TextAssertion<never>>> = {...textAssertions, ...outputAssertions};

test.each(Object.keys(assertions))('%s judges a text the same in one piece and in many', (name) => {
  const assertion = assertions[name] as TextAssertion<never>;
  fc.assert(
    fc.property(
      text,
      written[name] as fc.Arbitrary<unknown>,
      fc.array(fc.nat({max: 9}), {minLength: 1}),
      (whole, raw, cuts) => {
        const begin = (): Matcher => assertion.begin(argumentOf(assertion.schema, raw) as never);
        const [once, many] = [begin(), begin()];
        once.feed(whole);
        for (const piece of cut(whole, cuts)) {
          many.feed(piece);
          many.verdict(false);
        }
        expect(many.verdict(true)).toEqual(once.verdict(true));
      },
    ),
    {numRuns: 300},
  );
});

test('contains and sequence agree with the plain definition', () => {
  fc.assert(
    fc.property(text, fc.array(line, {minLength: 1, maxLength: 3}), (whole, wanted) => {
      const contains = begun(textAssertions.contains, wanted);
      contains.feed(whole);
      expect(contains.verdict(true).holds).toBe(wanted.every((each) => whole.includes(each)));
      const sequence = begun(
        outputAssertions.sequence,
        wanted.map((each) => ({text: each})),
      );
      sequence.feed(whole);
      let from = 0;
      const comes = wanted.every((each) => {
        const at = whole.indexOf(each, from);
        from = at + each.length;
        return at !== -1;
      });
      expect(sequence.verdict(true).holds).toBe(comes);
    }),
  );
});

test('a line longer than 64 KiB is looked at up to there, and the next one whole', () => {
  const matcher = begun(textAssertions.like, 'end <x>');
  for (let index = 0; index < 20; index += 1) matcher.feed('x'.repeat(10_000));
  matcher.feed('\nend well\n');
  expect(matcher.verdict(true)).toEqual({holds: true, captured: {x: 'well'}});
});

function begun<T>(assertion: TextAssertion<T>, argument: T): Matcher {
  return assertion.begin(argument);
}

function cut(whole: string, lengths: readonly number[]): readonly string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(whole.slice(at, at + length));
    at += length;
  }
  return [...pieces, whole.slice(at)];
}
