import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {shownCommands} from '../../src/cli/commands/index.ts';
import {commandHelp, programHelp} from '../../src/cli/help/help-text.ts';
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

describe('help', () => {
  it.each(shownCommands)('of %s is in its transcript, fits a screen and has examples', async (name, listed) => {
    expect(parseTranscript(readFileSync(join(folder, 'help.txt'), 'utf8')).lines).toContain(`runbook ${name} --help`);
    const command = await listed.load();
    expect(command.examples).not.toEqual([]);
    const text = commandHelp(name, command, 80).split('\n');
    expect(text.filter((line) => line.length > 80)).toEqual([]);
    expect(text.length).toBeLessThanOrEqual(40);
  });

  it('of the program fits a screen', () => {
    const text = programHelp().split('\n');
    expect(text.filter((line) => line.length > 100)).toEqual([]);
    expect(text.length).toBeLessThanOrEqual(40);
  });
});
