import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {documentLimits} from '../../src/document/limits.ts';
import {parseDocument} from '../../src/document/parse.ts';
import {formatDiagnostic} from '../../src/text/code-frame.ts';

const cases = readFileSync(new URL('mistakes.txt', import.meta.url), 'utf8')
  .split(/^={3,} (.*)\n/m)
  .slice(1);

describe('a mistake is one finding, drawn under its text', () => {
  for (let i = 0; i < cases.length; i += 2) {
    const [yaml = '', expected = ''] = (cases[i + 1] ?? '').split(/^-{3,} findings\n/m);
    test(cases[i] ?? '', () => {
      expect(`${findings(yaml.replaceAll('→', '\t'))}\n`).toBe(expected);
    });
  }
});

describe('input that is hostile or no runbook', () => {
  const bomb = ['a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]'];
  for (let i = 1; i < 10; i += 1)
    bomb.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );

  test.each([
    [
      'a bomb of aliases',
      `${bomb.join('\n')}\nlast: *a9`,
      'with this alias the document grows past 100000 nodes or 64 levels',
    ],
    ['a chain of aliases that nests', chain(80), 'with this alias the document grows past 100000 nodes or 64 levels'],
    ['deep nesting', '['.repeat(100), 'this is nested more than 64 levels deep'],
    ['nesting on one line', 'a: '.repeat(20_000), 'this is nested more than 64 levels deep'],
    ['lists on one line', '- '.repeat(20_000), 'this is nested more than 64 levels deep'],
    ['hostile nesting', '['.repeat(510_000), 'this is nested more than 64 levels deep'],
    ['too many nodes', '- a\n'.repeat(110_000), 'the document has more than 100000 parts'],
    [
      'a megabyte too much',
      ' '.repeat(documentLimits().characters + 1),
      'x.yaml is too large: 1.1 MiB, the limit is 1 MiB',
    ],
    ['a NUL', 'a: \0', 'x.yaml is not a text file: it holds a NUL character'],
    ['a control character', 'a: "\x1b[31m"', 'the character U+001B may not stand in YAML'],
    ['a lone carriage return', 'a: 1\rb: 2', 'the character U+000D may not stand in YAML'],
    ['half a character', 'a: \ud83d', 'the character U+D83D may not stand in YAML'],
  ])('%s', (_name, text, message) => {
    const parsed = parseDocument({name: 'x.yaml', text});
    expect(parsed.ok ? [] : parsed.error.map((finding) => finding.message)).toEqual([message]);
  });

  test('a thousand mistakes are not a thousand findings', () => {
    const parsed = parseDocument({name: 'x.yaml', text: 'a: @b\n'.repeat(500)});
    expect(parsed.ok ? 0 : parsed.error.length).toBeLessThanOrEqual(50);
  });
});

function findings(text: string): string {
  const parsed = parseDocument({name: 'x.yaml', text});
  if (parsed.ok) return 'none';
  return parsed.error.map((finding) => formatDiagnostic(finding, {color: false, unicode: true, width: 100})).join('\n');
}

function chain(length: number): string {
  const lines = ['a0: &a0 {}'];
  for (let i = 1; i < length; i += 1) lines.push(`a${i}: &a${i} {x: *a${i - 1}}`);
  return `${lines.join('\n')}\nlast: *a${length - 1}`;
}
