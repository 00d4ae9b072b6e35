import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parseTranscript, play} from './transcript.ts';

const folder = join(import.meta.dirname, 'transcripts');

/** After a change that is meant, `vitest -u` writes what is printed now into the transcripts; read the difference. */
describe('the commands print what their transcripts say', () => {
  for (const name of readdirSync(folder)) {
    it(name.replace('.txt', ''), async () => {
      const file = join(folder, name);
      const transcript = parseTranscript(readFileSync(file, 'utf8'));
      expect(transcript.lines).not.toEqual([]);
      await expect(await play(transcript)).toMatchFileSnapshot(file);
    });
  }
});
