import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parseTranscript, play} from './transcript.ts';

const folder = import.meta.dirname;

describe('the commands print what their transcripts say', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
    it(name.replace('.txt', ''), async () => {
      const transcript = parseTranscript(readFileSync(join(folder, name), 'utf8'));
      expect(transcript.commands.length).toBeGreaterThan(0);
      const printed = await play(transcript);
      const actual = transcript.commands.map(({line}, index) => `$ runbook ${line}\n${printed[index]}`);
      expect(actual.join('\n\n')).toBe(
        transcript.commands.map(({line, printed: text}) => `$ runbook ${line}\n${text}`).join('\n\n'),
      );
    });
  }
});
