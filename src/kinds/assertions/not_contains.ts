import {Filled, OneOrMore, Text} from '../grammar/fragments.ts';
import type {TextAssertion} from './contract.ts';
import {finder} from './finder.ts';
import {quoted} from './tail.ts';

/** Holds as long as none of the texts occurs. */
export const notContains = {
  name: 'not_contains',
  summary: 'None of these texts occurs.',
  schema: OneOrMore(Filled(Text('value', {description: 'A text that does not occur.', examples: ['ERROR']})), {
    description: 'A text, or several, none of which occurs.',
    examples: ['ERROR', ['ERROR', 'FATAL']],
  }),
  examples: ['ERROR', ['ERROR', 'FATAL']],
  begin(texts: readonly string[]) {
    const looked = finder(texts);
    return {
      feed: looked.feed,
      verdict() {
        const found = looked.found();
        if (found === undefined) return {holds: true};
        return {holds: false, expected: `does not contain ${quoted(found)}`, actual: `contains ${quoted(found)}`};
      },
    };
  },
} satisfies TextAssertion<readonly string[]>;
