import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {found, readCases} from './drawn.ts';

const folder = join(import.meta.dirname, 'findings');

for (const file of readdirSync(folder).toSorted()) {
  describe(file, () => {
    test.each(readCases(readFileSync(join(folder, file), 'utf8')))('$name', (each) => {
      expect(found(each)).toEqual(each.expected);
    });
  });
}
