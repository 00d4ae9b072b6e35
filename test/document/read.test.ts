import {describe, expect, test} from 'vitest';
import {readSource} from '../../src/document/read.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('bytes to text', () => {
  test.each([
    ['text', utf8('a: ä'), 'a: ä'],
    ['a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), 'a'],
    ['a replacement character that was written', utf8('a: \ufffd'), 'a: \ufffd'],
    ['nothing', new Uint8Array(), ''],
  ])('%s', (_name, bytes, text) => {
    expect(readSource('x.yaml', bytes)).toMatchObject({ok: true, value: {name: 'x.yaml', text}});
  });

  test.each([
    ['Latin-1', new Uint8Array([...utf8('ä: 1\nb: '), 0xe4, 0x20]), 'this is not UTF-8', 8],
    ['a cut character', new Uint8Array([0x61, 0xf0, 0x9f]), 'this is not UTF-8', 1],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'x.yaml is UTF-16, not UTF-8', undefined],
    [
      'a binary',
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0x00]),
      'x.yaml is not a text file: it holds a NUL character',
      undefined,
    ],
  ])('%s', (_name, bytes, message, start) => {
    const read = readSource('x.yaml', bytes);
    expect(read.ok ? undefined : [read.error.message, read.error.span?.start]).toEqual([message, start]);
  });

  test('a file that is too large is refused before it is decoded', () => {
    const read = readSource('x.yaml', new Uint8Array(11), 10);
    expect(read.ok ? '' : read.error.message).toBe('x.yaml is too large: 11 bytes, the limit is 10 bytes');
  });
});
