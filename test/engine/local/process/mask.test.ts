import {describe, expect, test} from 'vitest';
import {byteForms, createMasker, maskText} from '../../../../src/engine/local/process/mask.ts';
import {secretForms} from '../../../../src/engine/local/process/secret-forms.ts';

function masked(pieces: readonly string[], secrets: readonly string[]): string {
  const masker = createMasker(byteForms(secrets));
  const parts = pieces.map((piece) => masker.feed(Buffer.from(piece), false).bytes);
  return Buffer.concat([...parts, masker.feed(new Uint8Array(0), true).bytes]).toString();
}

describe('a masked stream', () => {
  test.each([
    ['a secret', 'x hunter2 y', ['hunter2'], 'x ******* y'],
    ['the beginning of one at the end', 'x hunt', ['hunter2'], 'x hunt'],
    ['two that overlap', 'xabcdefx', ['abcd', 'cdef'], 'x******x'],
    ['one that begins another', 'xabcdx abcdefx', ['abcd', 'abcdef'], 'x****x ******x'],
    ['one that overlaps itself', 'aabaabaab', ['aabaab'], '*********'],
    ['another alphabet', 'geheim: pässword', ['pässword'], 'geheim: *********'],
  ])('%s, wherever it is cut', (_, text, secrets, expected) => {
    const bytes = Buffer.from(text).toString('latin1');
    for (let size = 1; size <= bytes.length; size += 1) {
      const masker = createMasker(byteForms(secrets));
      let out = '';
      for (let at = 0; at < bytes.length; at += size) {
        out += masker.feed(Buffer.from(bytes.slice(at, at + size), 'latin1'), false).bytes.toString('latin1');
      }
      out += masker.feed(new Uint8Array(0), true).bytes.toString('latin1');
      expect(Buffer.from(out, 'latin1').toString()).toBe(expected);
    }
  });

  test('what is no secret comes through as it is', () => {
    expect(masked(['some\r\n', '\u001b[1m text\0'], ['hunter2'])).toBe('some\r\n\u001b[1m text\0');
    expect(masked(['anything'], [])).toBe('anything');
  });
});

test('a secret is known in JSON, URLs, hexadecimal and base64 at any offset', () => {
  const secret = 'p"ss wörd?';
  const forms = secretForms(secret);
  for (const text of [
    secret,
    JSON.stringify({a: secret}),
    `https://x/?q=${encodeURIComponent(secret)}`,
    Buffer.from(secret).toString('hex'),
    ...['', 'a', 'ab', 'abc'].map((before) => Buffer.from(`${before}${secret}tail`).toString('base64')),
  ]) {
    expect(maskText(text, forms)).toContain('***');
  }
});

describe('a secret is known', () => {
  const secret = `it's "p/ss" <wörd> & more+?`;
  const key = `-----BEGIN KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0B'.repeat(6)}\n${'AQEFAASCBKcwggSjAgEAAoIB'.repeat(2)}\n-----END KEY-----\n`;

  test.each([
    ['in JSON', JSON.stringify({a: secret})],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({a: secret}))],
    ['in JSON of ASCII alone', JSON.stringify(secret).replace('ö', '\\u00f6')],
    ['in JSON with escaped slashes', JSON.stringify(secret).replaceAll('/', '\\/')],
    ['in the path of a URL', `https://x/${encodeURI(secret).replace(/%../g, (sign) => sign.toLowerCase())}`],
    ['in a query', `https://x/?q=${encodeURIComponent(secret)}`],
    ['in a form', new URLSearchParams({q: secret}).toString()],
    ['in HTML', `<b>it&#39;s &quot;p/ss&quot; &lt;wörd&gt; &amp; more+?</b>`],
    ['quoted for a shell', `echo 'it'\\''s "p/ss" <wörd> & more+?'`],
    ['in base64 of URLs', Buffer.from(`a${secret}`).toString('base64url')],
    ['in hexadecimal', Buffer.from(secret).toString('hex').toUpperCase()],
  ])('%s', (_, text) => {
    const shown = maskText(text, secretForms(secret));
    expect(shown).toContain('***');
    expect(shown).not.toMatch(/p.{0,4}ss|w.{0,8}rd|more/);
  });

  test('line by line, also where each is indented or broken off by a carriage return', () => {
    const shown = maskText(key.replaceAll('\n', '\r\n    '), secretForms(key));
    expect(shown).not.toMatch(/MII|AQE|KEY/);
  });

  test('in base64 that is broken into lines', () => {
    const lines =
      Buffer.from(key)
        .toString('base64')
        .match(/.{1,76}/g) ?? [];
    expect(lines.length).toBeGreaterThan(2);
    expect(maskText(lines.join('\n'), secretForms(key)).replaceAll(/[*\n=]/g, '')).toBe('');
  });

  test('but not by pieces that stand everywhere', () => {
    expect(secretForms('ab')).toEqual([]);
    expect(secretForms('{\n"a"\n}\nlonger')).not.toContain('{');
  });
});

test('texts in which secrets overlap show no part of either', () => {
  expect(maskText('xabcdefx abcd', ['abcd', 'cdef'])).toBe('x***x ***');
});
