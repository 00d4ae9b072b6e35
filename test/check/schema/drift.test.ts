import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {generatedFiles} from '../../../src/check/schema/generated-files.ts';

test.each(Object.entries(generatedFiles()))('%s is what "npm run generate" writes', (path, text) => {
  const committed = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  // Compared as a whole, not line by line: the difference of two such files helps nobody.
  expect(committed === text).toBe(true);
});
