import {Bool} from '../grammar/fragments.ts';
import type {TextAssertion} from './contract.ts';
import {tail} from './tail.ts';

/** Holds if nothing but blanks came, or, for false, if something did. */
export const empty = {
  name: 'empty',
  summary: 'Nothing but blanks came, or (false) something did.',
  schema: Bool({description: 'Whether nothing but blanks comes.', examples: [true]}),
  examples: [true],
  begin(expected: boolean) {
    const seen = tail();
    let blank = true;
    return {
      feed(piece) {
        seen.feed(piece);
        blank &&= !/\S/.test(piece);
      },
      verdict() {
        if (blank === expected) return {holds: true};
        return {holds: false, expected: expected ? 'nothing' : 'some text', actual: blank ? 'nothing' : seen.shown()};
      },
    };
  },
} satisfies TextAssertion<boolean>;
