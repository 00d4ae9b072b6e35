import type {Pattern} from '../../expression/pattern.ts';
import {PatternText} from '../grammar/fragments.ts';
import type {TextAssertion} from './contract.ts';
import {patternSearch} from './pattern-search.ts';
import {quoted} from './tail.ts';

/** Holds as long as no line matches the pattern. */
export const notMatches = {
  name: 'not_matches',
  summary: 'No line matches this RE2 pattern.',
  schema: PatternText({description: 'An RE2 pattern that no line matches.', examples: ['(?i)fatal|panic']}),
  examples: ['(?i)fatal|panic'],
  begin(pattern: Pattern) {
    const search = patternSearch(pattern);
    return {
      feed: search.feed,
      verdict(ended) {
        const found = search.found(ended);
        if (found === undefined) return {holds: true};
        return {holds: false, expected: `no line that matches ${pattern.source}`, actual: quoted(found.text)};
      },
    };
  },
} satisfies TextAssertion<Pattern>;
