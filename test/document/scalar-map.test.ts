import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Document, Scalar} from 'yaml';
import {get, type ScalarNode} from '../../src/document/node.ts';
import {parseDocument} from '../../src/document/parse.ts';

describe('every character of a scalar is found where it was written', () => {
  test.each([
    ['plain', 'a: one two', 'two', 'two'],
    ['single quotes', "a: 'it''s {{x}}'", '{{x}}', '{{x}}'],
    ['a doubled quote', "a: 'it''s'", "'", "''"],
    ['double quotes', 'a: "tab\\tend"', 'end', 'end'],
    ['an escape', 'a: "tab\\tend"', '\t', '\\t'],
    ['a long escape', 'a: "\\U0001F600 x"', '😀', '\\U0001F600'],
    ['a continued line', 'a: "one \\\n   two"', 'two', 'two'],
    ['folded plain text', 'a: one\n  two\n\n  three', 'three', 'three'],
    ['a fold', 'a: one\n  two', ' ', '\n  '],
    ['a literal block', 'a: |\n  one\n    two\n', '  two', '  two'],
    ['the second line of a block', 'a: |-\n  one\n\n  {{two}}\n', '{{two}}', '{{two}}'],
    ['a line break', 'a: |\n  one\n  two\n', '\n', '\n'],
    ['a folded block', 'a: >\n  one\n  two\n\n  three\n', 'three', 'three'],
    ['more indented in a folded block', 'a: >\n  one\n    two\n  three\n', 'two', 'two'],
    ['an indentation indicator', 'a: |1\n   one\n', 'one', 'one'],
    ['windows line ends', 'a: |\r\n  one\r\n  two\r\n', 'two', 'two'],
    ['a number', 'a: 1.20', '1.20', '1.20'],
    ['an alias', 'b: &x text\na: *x', 'text', 'text'],
  ])('%s', (_name, text, wanted, written) => {
    const scalar = scalarIn(text);
    const start = scalar.text.indexOf(wanted);
    const span = scalar.spanOf(start, start + wanted.length);
    expect(text.slice(span.start, span.end)).toBe(written);
  });

  test.each([
    ['the end of a text', 'a: text', 4, 7],
    ['an empty text', "a: ''", 0, 4],
    ['nothing', 'a:', 0, 2],
  ])('%s has a place', (_name, text, at, offset) => {
    const span = scalarIn(text).spanOf(at, at);
    expect([span.start, span.end]).toEqual([offset, offset]);
  });

  const style = fc.constantFrom<Scalar.Type>('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
  const words = fc.array(
    fc.constantFrom('a', 'bc', ' ', '  ', '\n', '\n\n', "'", '"', '\\', '#', ': ', '{{x}}', '\t', 'é', '😀', '- '),
    {maxLength: 24},
  );

  test('however YAML writes it', () => {
    fc.assert(
      fc.property(words, style, fc.constantFrom(20, 0), (parts, type, lineWidth) => {
        const scalar = new Scalar(parts.join(''));
        scalar.type = type;
        const text = new Document({key: [{a: scalar}]}).toString({lineWidth});
        // The library may break a line within a character, and does not write every text so that it reads back the same.
        fc.pre(text.isWellFormed());
        const node = scalarOf(text);
        const value = node.text;
        const whole = node.spanOf(0, value.length);
        for (let i = 0; i < value.length; i += 1) {
          const {start, end} = node.spanOf(i, i + 1);
          expect(start >= whole.start && end <= whole.end).toBe(true);
          const letter = value[i] ?? '';
          if (/[a-z{}#]/.test(letter)) expect(text.slice(start, end)).toBe(letter);
        }
      }),
      {numRuns: 500},
    );
  });
});

function scalarOf(text: string): ScalarNode {
  const parsed = parseDocument({name: 'x.yaml', text});
  const list = parsed.ok ? get(parsed.value, 'key') : undefined;
  const node = list?.kind === 'list' ? get(list.items[0], 'a') : undefined;
  if (node?.kind !== 'scalar') throw new Error(`unreadable: ${text}`);
  return node;
}

function scalarIn(text: string): ScalarNode {
  const parsed = parseDocument({name: 'x.yaml', text});
  const node = parsed.ok ? get(parsed.value, 'a') : undefined;
  if (node?.kind !== 'scalar') throw new Error('no scalar under "a"');
  return node;
}
