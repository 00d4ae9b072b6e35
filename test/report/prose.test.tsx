import {renderToStaticMarkup} from 'react-dom/server';
import {expect, test} from 'vitest';
import {InlineProse, Prose} from '../../src/report/formats/html/prose.tsx';

const block = (text: string) =>
  renderToStaticMarkup(<Prose text={text} kind="note" />).replace(/^<div class="prose note">|<\/div>$/g, '');
const inline = (text: string) => renderToStaticMarkup(<InlineProse text={text} />);

test.each<[string, string]>([
  ['a **strong** and a *stressed* _word_', 'a <strong>strong</strong> and a <em>stressed</em> <em>word</em>'],
  ['**all _of_ it**', '<strong>all <em>of</em> it</strong>'],
  ['`git tag **x**`', '<code>git tag **x**</code>'],
  ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
  ['a \\*value\\* of \\<b\\> \\_x\\_', 'a *value* of &lt;b&gt; _x_'],
  [
    'see [the **guide**](https://x.example/a?b=1&c)',
    'see <span>the <strong>guide</strong> <span class="dim">(https://x.example/a?b=1&amp;c)</span></span>',
  ],
  ['![a picture](javascript:alert(1)) <https://x.example>', '![a picture](javascript:alert(1)) https://x.example'],
  ['<script>alert(1)</script> **<b>**', '&lt;script&gt;alert(1)&lt;/script&gt; <strong>&lt;b&gt;</strong>'],
  ['\u001b[31mred **\u202ebold**', '␛[31mred <strong>&lt;U+202E&gt;bold</strong>'],
])('%s', (text, wanted) => {
  expect(inline(text)).toBe(wanted);
});

test('paragraphs and lists', () => {
  expect(block('## What\n\nOne\ntwo\n\n- a\n  goes on\n- **b**\n1. c\n2. d\nrest\n')).toBe(
    '<p>What</p><p>One two</p><ul><li>a goes on</li><li><strong>b</strong></li></ul><ol><li>c</li><li>d rest</li></ol>',
  );
});

test.each(['*', '_', '`', '[', '![', '**a', '[a](', '\\', '<https:', '- ', '\n'])(
  '%j a hundred thousand times ends soon',
  (part) => {
    expect(block(part.repeat(100_000)).length).toBeLessThan(2_000_000);
  },
);
