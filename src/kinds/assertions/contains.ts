import {Filled, OneOrMore, Text} from '../grammar/fragments.ts';
import type {TextAssertion} from './contract.ts';
import {finder} from './finder.ts';
import {quoted, tail} from './tail.ts';

/** Holds if each of the texts occurs. */
export const contains = {
  name: 'contains',
  summary: 'Each of these texts occurs.',
  schema: OneOrMore(Filled(Text('value', {description: 'A text that occurs.', examples: ['Build completed']})), {
    description: 'A text, or several, each of which occurs.',
    examples: ['Build completed', ['Build completed', 'Health check passed']],
  }),
  examples: ['Build completed', ['Build completed', 'Health check passed']],
  begin(texts: readonly string[]) {
    const found = finder(texts);
    const seen = tail();
    return {
      feed(piece) {
        found.feed(piece);
        seen.feed(piece);
      },
      verdict() {
        const missing = found.missing();
        if (missing.length === 0) return {holds: true};
        return {holds: false, expected: `contains ${missing.map(quoted).join(' and ')}`, actual: seen.shown()};
      },
    };
  },
} satisfies TextAssertion<readonly string[]>;
