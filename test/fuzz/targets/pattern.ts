import {compilePattern} from '../../../src/expression/pattern.ts';
import {like} from '../../../src/kinds/assertions/like.ts';
import {parseSample} from '../../../src/kinds/assertions/sample.ts';
import {mutated} from '../mutate.ts';
import type {Random} from '../random.ts';
import type {FuzzTarget} from '../target.ts';

const ATOMS = [
  'a',
  '.',
  '\\d',
  '\\w+',
  '[a-z]',
  '[^\\n]',
  '[[:alpha:]]',
  '\\pL',
  '\\x{10FFFF}',
  '^',
  '$',
  '\\b',
  '(?i)',
  '(?s)',
  '\\Q.\\E',
];
const REPEATS = ['*', '+', '?', '*?', '{2}', '{0,1000}', '{1000}', '{3,}', '{1,50}', '{99999}'];
const TOKENS = [
  ...ATOMS,
  ...REPEATS,
  '(',
  ')',
  '|',
  '[',
  ']',
  '(?P<n>',
  '(?<n>',
  '(?=',
  '\\1',
  '\\',
  '(?:',
  '{',
  '}',
  ',',
  '-',
  '<a:int>',
  '<<',
  '<...>',
];
const SEEDS = [
  '^v(?P<major>\\d+)\\.(\\d+)$',
  '(a+)+$',
  '(?i)error|fatal',
  'handled in .* status=5\\d\\d',
  'took <seconds:int> s\nby <name>',
];
const TEXTS = [
  '',
  'a'.repeat(2000),
  `${'a'.repeat(300)}!`,
  'v1.2\nERROR handled in 3 status=500\n',
  `\u0000${String.fromCharCode(0xd800)}\u{1f680}é\r\n`.repeat(20),
  'took 3 s\nby ada\n',
];

/** Patterns and samples, matched against texts that are hard for careless engines. */
export const pattern: FuzzTarget = {
  summary: 'patterns and samples of "like", matched against texts that are hard to match',
  tries: 120,
  make: (random) =>
    random.once(2) ? grown(random, 0) : mutated(random.pick(SEEDS), random, {tokens: TOKENS, others: SEEDS}),
  run: (input) => {
    const compiled = compilePattern(input);
    if (compiled.ok) {
      for (const text of TEXTS) {
        if (compiled.value.test(text) !== (compiled.value.find(text) !== undefined))
          throw new Error('test and find differ');
      }
    }
    parseSample(input);
    for (const text of TEXTS) {
      const matcher = like.begin(input);
      for (let at = 0; at < text.length; at += 7) matcher.feed(text.slice(at, at + 7));
      matcher.verdict(true);
    }
  },
};

function grown(random: Random, depth: number): string {
  const inner = () => grown(random, depth + 1);
  if (depth > 5 || random.once(4)) return random.pick(ATOMS);
  switch (random.below(5)) {
    case 0:
      return `(${inner()})${random.pick(REPEATS)}`;
    case 1:
      return `(?:${inner()}|${inner()})${random.pick(REPEATS)}`;
    case 2:
      return `${inner()}${inner()}${inner()}`;
    case 3:
      return `(?P<g${random.below(3)}>${inner()})`;
    default:
      return `${random.pick(ATOMS)}${random.pick(REPEATS)}`;
  }
}
