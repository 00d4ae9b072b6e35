import {describe, expect, test} from 'vitest';
import {findSecrets, findSecretsSource} from '../../../../src/engine/local/process/find-secrets.ts';
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
    ['a little of one at the end', 'x hun', ['hunter2'], 'x hun'],
    ['one that the end cuts off', 'x hunter', ['hunter2'], 'x ******'],
    [
      'one that the end of a line cuts off',
      'x Tok-0123\r\ny Tok-012 y',
      ['Tok-0123456789'],
      'x ********\r\ny Tok-012 y',
    ],
    [
      'one with colours in it',
      '\u001b[1mTok\u001b[0;31men-1\u001b[0m',
      ['Token-1'],
      '\u001b[1m**************\u001b[0m',
    ],
    ['one with control characters in it', 'x T\ro\bk\0en-1 y', ['Token-1'], 'x ********** y'],
    ['one with a title of the window in it', 'Tok\u001b]0;title\u0007en-1', ['Token-1'], '*****************'],
    ['one after what begins a sequence', '\u001bToken-1', ['Token-1'], '\u001b*******'],
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

test.each(['Tok\u001b[1men-1\u001b[0m', 'Tok\u001b[0m\u001b[Ken-1', 'T\roken\0-\b1'])(
  '%j is masked in a text',
  (text) => {
    expect(['***', '***\u001b[0m']).toContain(maskText(text, ['Token-1']));
  },
);

test('what finds secrets works from its source alone', () => {
  const find = new Function(`return ${findSecretsSource()}`)() as typeof findSecrets;
  const asked = ['x \u001b[1mTok\u001b[0men-1 Tok', ['Token-1'], {cut: true, ended: false}] as const;
  expect(find(...asked)).toEqual(findSecrets(...asked));
});

test('a secret of more than one line is known where they end otherwise', () => {
  expect(maskText('x one\r\ntwo y', ['one\ntwo'])).toBe('x *** y');
});

test('a command that prints control characters without end is not held back without end', () => {
  const masker = createMasker(['Token-1']);
  masker.feed(Buffer.from('Tok'), false);
  expect(masker.feed(Buffer.alloc(200_000), false).bytes.length).toBeGreaterThan(100_000);
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

describe('a secret that is a URL', () => {
  const forms = secretForms('https://bot:p%40ssw0rd!@hooks.test/services/T00000001/x?key=AbCd1234efgh');

  test.each([
    ['its path and query', 'POST /services/T00000001/x?key=AbCd1234efgh: 404', 'POST ***: 404'],
    ['a piece of its path', 'no team T00000001', 'no team ***'],
    ['a value of its query', 'bad key AbCd1234efgh', 'bad key ***'],
    ['its password', 'wrong: p@ssw0rd! (p%40ssw0rd!)', 'wrong: *** (***)'],
    ['not the words in it', 'all services of hooks.test', 'all services of hooks.test'],
  ])('is known by %s', (_, text, expected) => {
    expect(maskText(text, forms)).toBe(expected);
  });
});

test('a secret is known as the name of a host', () => {
  expect(maskText('ENOTFOUND my-token.test', secretForms('My-Token'))).toBe('ENOTFOUND ***.test');
});

test('texts in which secrets overlap show no part of either', () => {
  expect(maskText('xabcdefx abcd', ['abcd', 'cdef'])).toBe('x***x ***');
});
