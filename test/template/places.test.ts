import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Value} from '../../src/base/value.ts';
import {STRING} from '../../src/expression/type.ts';
import {compileTemplate} from '../../src/template/compile.ts';
import type {Place} from '../../src/template/template.ts';
import {scopeOf} from '../kinds/fakes.ts';

function rendered(place: Place, source: string, values: Readonly<Record<string, Value>>): string {
  const names = Object.fromEntries(Object.keys(values).map((name) => [name, STRING]));
  const template = compileTemplate(source, names, place);
  if (!template.ok) throw new Error(template.error.map(({message}) => message).join());
  const text = template.value.render(scopeOf(values));
  return text.ok ? text.value : `fails: ${text.error.message}`;
}

const ODD = {
  up: '..',
  dot: '.',
  none: '',
  slash: '/',
  base: 'https://x.example/?n=1',
  part: 'https://x.example/#',
  a: 'a',
  wide: '。',
};
const HOST = 'fails: a part of the host is empty, for a value is';
const EMPTY = 'fails: a part of the path is empty, for a value is';
const MORE = 'fails: the value that this URL begins with has';

test.each([
  ['https://x.example/{{up}}/y', 'fails: ".." as a part of the path leads to another path'],
  ['https://x.example/a/.{{dot}}?x=..', 'fails: ".." as a part of the path leads to another path'],
  ['https://x.example/{{dot}}', 'fails: "." as a part of the path leads to another path'],
  ['https://x.example/%2E{{dot}}#x', 'fails: "%2E." as a part of the path leads to another path'],
  ['{{base}}#/{{up}}', 'https://x.example/?n=1#/..'],
  ['https://x.example/v{{dot}}{{dot}}?q={{up}}#{{up}}', 'https://x.example/v..?q=..#..'],
  ['https://x.example/../{{a}}', 'https://x.example/../a'],
  ['https://x.example/{{{up}}}/{{a}}', 'https://x.example/../a'],
  ['https://x.example/users/{{none}}', EMPTY],
  ['https://x.example/{{none}}/users', EMPTY],
  ['https://x.example//users{{none}}/?q={{none}}', 'https://x.example//users/?q='],
  ['https://{{none}}/health', HOST],
  ['https://{{none}}{{none}}/health', HOST],
  ['https://{{none}}.example/', HOST],
  ['https://x.example:{{none}}/', HOST],
  ['https://x{{none}}.example:80{{none}}/', 'https://x.example:80/'],
  ['https://{{wide}}.example/', 'fails: a value stands in the host that no host has'],
  ['https://{{a}}.{{a}}-1.example/', 'https://a.a-1.example/'],
  ['https://{{none}}:{{none}}@x.example/', 'https://:@x.example/'],
  ['{{a}}://x.example/', 'a://x.example/'],
  ['{{base}}://x.example/', 'fails: the value that this URL begins with is not a scheme'],
  ['{{base}}', 'https://x.example/?n=1'],
  ['{{base}}&m={{up}}', 'https://x.example/?n=1&m=..'],
  ['{{base}}/health', `${MORE} a "?", and more stands behind it`],
  ['{{part}}/health', `${MORE} a "#", and more stands behind it`],
  ['{{base}}.example/', `${MORE} more than a host, and a part of one stands behind it`],
])('url: %s', (source, expected) => {
  expect(rendered('url', source, ODD)).toBe(expected);
});

test.each([
  ['../logs/{{a}}', '../logs/a'],
  ['logs/{{up}}/x', 'fails: "logs/../x" would leave the folder'],
  ['.{{dot}}/x', 'fails: "../x" would leave the folder'],
  ['{{dot}}{{dot}}', 'fails: ".." would leave the folder'],
  ['a{{slash}}{{dot}}{{dot}}', 'fails: "a/.." would leave the folder'],
  ['{{none}}{{slash}}etc', 'fails: "/etc" is an absolute path, it would leave the folder'],
  ['{{#if a}}{{slash}}{{/if}}etc', 'fails: "/etc" is an absolute path, it would leave the folder'],
  ['{{none}}/etc', '/etc'],
  ['.{{none}}/x', 'fails: "./x" would leave the folder'],
  ['..{{slash}}x', 'fails: "../x" would leave the folder'],
  ['logs{{slash}}{{a}}', 'logs/a'],
])('path: %s', (source, expected) => {
  expect(rendered('path', source, ODD)).toBe(expected);
});

const part = fc.oneof(
  fc.constantFrom(
    '.',
    '..',
    '',
    '/',
    '\\',
    '%2e',
    '%2E%2e',
    '?',
    '#',
    '@',
    ':',
    '//',
    'a',
    '\t',
    '\n',
    ' ',
    '／',
    '。',
    '‥',
    '%',
  ),
  fc.string({unit: 'binary', maxLength: 6}),
);
const value = fc.array(part, {maxLength: 3}).map((parts) => parts.join(''));
const mixed = (around: readonly string[]) =>
  fc.array(fc.constantFrom('{{v}}', '{{w}}', ...around), {minLength: 1, maxLength: 3});

describe('whatever a value is, a URL', () => {
  test('has the origin and as many parts in its path as its template, or is refused', () => {
    const segment = mixed(['a', '.', '%2e', '-']).map((parts) => parts.join(''));
    const path = fc.array(segment, {minLength: 1, maxLength: 4}).map((segments) => `/${segments.join('/')}`);
    const tail = fc.constantFrom('', '?q={{v}}', '#{{w}}', '?{{v}}#{{w}}');
    const start = fc.constantFrom('https://x.example', 'https://{{v}}:{{w}}@x.example:8080', 'http://x.example:80');
    fc.assert(
      fc.property(start, path, tail, value, value, (begin, middle, end, v, w) => {
        const text = rendered('url', begin + middle + end, {v, w});
        if (text.startsWith('fails: ')) return;
        const [url, plain] = [new URL(text), new URL(rendered('url', begin + middle + end, {v: 'x', w: 'x'}))];
        expect(url.origin).toBe(plain.origin);
        expect(url.pathname.split('/')).toHaveLength(plain.pathname.split('/').length);
        expect([url.search === '', url.hash === ''].filter(Boolean).length).toBeGreaterThanOrEqual(
          [plain.search === '', plain.hash === ''].filter(Boolean).length,
        );
      }),
      {numRuns: 3000},
    );
  });

  test('keeps what is written of its host', () => {
    const label = mixed(['a']).map((parts) => parts.join(''));
    fc.assert(
      fc.property(label, fc.constantFrom('', ':8080', ':{{w}}'), value, value, (host, port, v, w) => {
        const text = rendered('url', `https://${host}.x.example${port}/a/b`, {v, w});
        const url = text.startsWith('fails: ') ? null : URL.parse(text);
        if (url === null) return;
        expect(url.hostname).toMatch(/.\.x\.example$/);
        expect(url.pathname).toBe('/a/b');
        expect(url.username + url.password + url.search + url.hash).toBe('');
      }),
      {numRuns: 2000},
    );
  });

  test('goes where the value says that it begins with, and no further', () => {
    const base = fc
      .tuple(fc.constantFrom('https://b.example', 'http://b.example:81/v1', 'https://b.example/'), value)
      .map(([address, more]) => address + more);
    const rest = fc.constantFrom('/health/{{v}}', '/{{v}}?q={{w}}', '.x.example/', ':8080/', '@x.example/', '?a={{v}}');
    fc.assert(
      fc.property(base, rest, value, value, (b, more, v, w) => {
        const text = rendered('url', `{{b}}${more}`, {b, v, w});
        const [url, own] = [text.startsWith('fails: ') ? null : URL.parse(text), URL.parse(b)];
        if (url === null || own === null) return;
        expectSame(more, url, own);
      }),
      {numRuns: 2000},
    );
  });
});

function expectSame(more: string, url: URL, own: URL): void {
  if (more.startsWith('/')) expect(url.origin).toBe(own.origin);
  if (more.startsWith('/health')) expect(url.pathname).toMatch(/\/health\/[^/]+$/);
  if (/^[.@]/.test(more)) expect(url.hostname).toMatch(/x\.example$/);
}

test('whatever a value is, a file name stays in the folder that its template names', () => {
  const source = mixed(['a', '.', '/', 'logs/']).map((parts) => parts.join(''));
  fc.assert(
    fc.property(source, value, value, (template, v, w) => {
      fc.pre(!/(^|\/)\.{1,2}(\/|$)|^\//.test(template));
      const text = rendered('path', template, {v, w});
      if (text.startsWith('fails: ')) return;
      if (!template.replaceAll(/\{\{.\}\}/g, '').startsWith('/')) expect(text).not.toMatch(/^[/\\~]/);
      for (const each of text.split(/[/\\]/)) expect(each).not.toMatch(/^\.\.$/);
    }),
    {numRuns: 3000},
  );
});
