// Writes what is derived from the grammar and committed: the published schema and the validator compiled ahead.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {generatedFiles} from '../src/check/schema/generated-files.ts';

const root = join(import.meta.dirname, '..');

for (const [path, text] of Object.entries(generatedFiles())) {
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}
