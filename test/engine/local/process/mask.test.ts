import {describe, expect, test} from 'vitest';
import {byteForms, createMasker, maskText, secretForms} from '../../../../src/engine/local/process/mask.ts';

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
