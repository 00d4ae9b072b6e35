import {Int} from '../grammar/fragments.ts';
import type {TextAssertion} from './contract.ts';

/** Holds if the text has that many lines; an unfinished last line counts. */
export const lines = {
  name: 'lines',
  summary: 'The text has this many lines.',
  schema: Int({description: 'How many lines there are.', examples: [3], minimum: 0}),
  examples: [3],
  begin(expected: number) {
    let ends = 0;
    let unfinished = false;
    return {
      feed(piece) {
        if (piece === '') return;
        for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', at + 1)) ends += 1;
        unfinished = !piece.endsWith('\n');
      },
      verdict(ended) {
        const count = ends + (ended && unfinished ? 1 : 0);
        if (count === expected) return {holds: true};
        return {holds: false, expected: counted(expected), actual: counted(count)};
      },
    };
  },
} satisfies TextAssertion<number>;

function counted(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}
