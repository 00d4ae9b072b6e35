import {Text} from '../grammar/fragments.ts';
import {comparable, MOST_COMPARED, type TextAssertion} from './contract.ts';
import {quoted, tail} from './tail.ts';

/** Holds if the text is this one; one last newline makes no difference. */
export const equals = {
  name: 'equals',
  summary: 'The text is exactly this; one last newline makes no difference.',
  schema: Text('value', {description: 'The whole text, apart from one last newline.', examples: ['ok']}),
  examples: ['ok'],
  begin(expected: string) {
    const wanted = expected.endsWith('\n') ? expected.slice(0, -1) : expected;
    const most = `${wanted}\n`;
    const seen = tail();
    let begun = '';
    let length = 0;
    let same = true;
    return {
      feed(piece) {
        seen.feed(piece);
        if (begun.length <= MOST_COMPARED) begun += piece.slice(0, MOST_COMPARED + 1);
        same &&= most.startsWith(piece, length);
        length += piece.length;
      },
      verdict() {
        if (same && length >= wanted.length) return {holds: true};
        return {holds: false, expected: `equals ${quoted(wanted)}`, actual: seen.shown(), ...comparable(wanted, begun)};
      },
    };
  },
} satisfies TextAssertion<string>;
