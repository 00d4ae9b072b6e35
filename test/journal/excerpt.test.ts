import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, expect, test} from 'vitest';
import {excerptOf} from '../../src/journal/excerpt.ts';

const folder = mkdtempSync(join(tmpdir(), 'runbook-excerpt-'));
const file = join(folder, 'output');
afterAll(() => rmSync(folder, {recursive: true, force: true}));

test('nothing is an output that is empty, or was never made', () => {
  writeFileSync(file, '');
  expect(excerptOf(file, 100)).toBeUndefined();
  expect(excerptOf(join(folder, 'absent'), 100)).toBeUndefined();
});

test('an output that fits is whole', () => {
  writeFileSync(file, 'one\ntwo\n');
  expect(excerptOf(file, 8)).toEqual({head: 'one\ntwo\n', bytes: 8, leftOut: 0});
});

test('a longer one is cut where lines end: a third from its beginning, the rest from its end', () => {
  writeFileSync(file, 'one\ntwo\nthree\nfour\nfive\nsix\n');
  expect(excerptOf(file, 21)).toEqual({head: 'one\n', tail: 'five\nsix\n', bytes: 28, leftOut: 15});
});

test('a line longer than all is cut between characters', () => {
  writeFileSync(file, 'ä€😀'.repeat(100));
  fc.assert(
    fc.property(fc.integer({min: 8, max: 400}), (most) => {
      const excerpt = excerptOf(file, most);
      const shown = `${excerpt?.head}${excerpt?.tail ?? ''}`;
      expect(shown).not.toContain('\ufffd');
      expect(Buffer.byteLength(shown) + (excerpt?.leftOut ?? 0)).toBe(900);
      expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(most);
    }),
  );
});
