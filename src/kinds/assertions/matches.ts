import type {Pattern} from '../../expression/pattern.ts';
import {PatternText} from '../grammar/fragments.ts';
import type {TextAssertion} from './contract.ts';
import {patternSearch} from './pattern-search.ts';
import {tail} from './tail.ts';

/** Holds if a line matches the pattern; its named groups become captures. */
export const matches = {
  name: 'matches',
  summary: 'A line matches this RE2 pattern; its named groups become captures.',
  schema: PatternText({
    description: 'An RE2 pattern that a line matches; `(?P<name>…)` becomes a capture.',
    examples: ['version (?P<version>[0-9.]+)'],
  }),
  examples: ['version (?P<version>[0-9.]+)'],
  begin(pattern: Pattern) {
    const search = patternSearch(pattern);
    const seen = tail();
    return {
      feed(piece) {
        search.feed(piece);
        seen.feed(piece);
      },
      verdict(ended) {
        const found = search.found(ended);
        if (found !== undefined) return {holds: true, captured: found.named};
        return {holds: false, expected: `a line that matches ${pattern.source}`, actual: seen.shown()};
      },
    };
  },
} satisfies TextAssertion<Pattern>;
