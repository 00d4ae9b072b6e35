import {describe, expect, test} from 'vitest';
import {get, type Node} from '../../src/document/node.ts';
import {parseDocument} from '../../src/document/parse.ts';

describe('what YAML turns into something else is not lost', () => {
  test.each([
    ['1.20', 1.2, '1.20'],
    ['012', 12, '012'],
    ['0755', 755, '0755'],
    ['1e3', 1000, '1e3'],
    ['0x10', 16, '0x10'],
    ['on', 'on', 'on'],
    ['no', 'no', 'no'],
    ['1:30', '1:30', '1:30'],
    ['2025-07-31', '2025-07-31', '2025-07-31'],
    ['true', true, 'true'],
    ['~', null, '~'],
    ['', null, ''],
    ["'1.20'", '1.20', '1.20'],
    ['95%', '95%', '95%'],
  ])('%s', (written, value, text) => {
    const node = valueUnderA(`a: ${written}`);
    expect(node).toMatchObject({kind: 'scalar', value, text});
  });
});

describe('keys are texts', () => {
  test.each(['1', 'true', 'null', '1.0', "'a b'"])('%s', (key) => {
    const parsed = parseDocument({name: 'x.yaml', text: `${key}: x`});
    expect(parsed.ok && parsed.value.kind === 'map' && parsed.value.entries[0]?.key.value).toBe(
      key.replaceAll("'", ''),
    );
  });
});

describe('spans', () => {
  test.each([
    ['a map', 'a:\n  b: 1\n  c: 2\n\n# end\n', 'b: 1\n  c: 2'],
    ['a list', 'a:\n  - 1\n  - 2\n', '- 1\n  - 2'],
    ['a flow list', 'a: [1, 2] # end\n', '[1, 2]'],
    ['a quoted text', "a: 'b'  # end\n", "'b'"],
    ['a block', 'a: |\n  one\n  two\n\nb: 1\n', '|\n  one\n  two'],
    ['an alias', 'z: &z {b: 1}\na: *z\n', '*z'],
    ['with an anchor', 'a: &z text\nb: *z\n', 'text'],
  ])('%s', (_name, text, written) => {
    const span = valueUnderA(text)?.span;
    expect(text.slice(span?.start, span?.end)).toBe(written);
  });

  test('what an alias leads to keeps its own place', () => {
    const text = 'z: &z {b: 1}\na: *z\n';
    expect(get(valueUnderA(text), 'b')?.span).toMatchObject({start: 10, end: 11});
  });
});

function valueUnderA(text: string): Node | undefined {
  const parsed = parseDocument({name: 'x.yaml', text});
  return parsed.ok ? get(parsed.value, 'a') : undefined;
}
