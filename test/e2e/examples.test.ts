import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {bareEnvironment, type Place, project, runbook, withFolder} from './program.ts';

const examples = readdirSync(join(project, 'examples')).filter((name) => name.endsWith('.yaml'));

describe.concurrent('every example', () => {
  it('lints clean, as does every runbook', () =>
    withFolder(async (folder) => {
      const ended = await runbook(['lint', 'examples', 'runbooks'], {cwd: project, env: bareEnvironment(folder)});
      expect(ended).toMatchObject({status: 0, out: '', err: expect.stringMatching(/^no findings in \d+ files/)});
    }));

  it.each(examples)('%s ends as its head says, leaves nothing behind and waits for nobody', (name) =>
    withFolder(async (folder) => {
      const place = cloneIn(folder);
      const {flags, status} = headOf(readFileSync(join(place.cwd, 'examples', name), 'utf8'));
      const ended = await runbook(['exec', `examples/${name}`, ...flags], place);
      const refused = status === 2;
      const err = expect.stringMatching(refused ? /./ : ASKED);
      expect(ended, ended.out + ended.err).toMatchObject({status, err});
      expect(readdirSync(join(folder, 'temporary'))).toEqual([]);
      expect(git(place, 'for-each-ref')).toBe('');
      if (!refused) expect(readdirSync(join(folder, 'state', 'runs'))).toHaveLength(1);
    }),
  );

  it('is in the list, whose commands do what it says', () =>
    withFolder(async (folder) => {
      const place = cloneIn(folder);
      const text = readFileSync(join(project, 'examples', 'README.md'), 'utf8');
      expect([...text.matchAll(/\]\(([\w-]+\.yaml)\)/g)].map(([, name]) => name).sort()).toEqual(examples.toSorted());
      const commands = [...text.matchAll(/^npx runbook (.*)$/gm)].map(([, words = '']) => words.split(' '));
      expect(commands.map(([name]) => name)).toEqual(['plan', 'exec']);
      for (const words of commands) expect(await runbook(words, place)).toMatchObject({status: 0});
    }));
});

/** What is said of the questions that nobody is there to answer, if there are any. */
const ASKED = /^(runbook: nobody is at a terminal to be asked: .*\n {2}answer it with: .*\n)*$/;

/** The examples in a git tree, as they are in a clone of this project. */
function cloneIn(folder: string): Place {
  const place = {cwd: join(folder, 'work'), env: bareEnvironment(folder, {TMPDIR: join(folder, 'temporary')})};
  for (const name of ['work', 'temporary']) mkdirSync(join(folder, name));
  cpSync(join(project, 'examples'), join(place.cwd, 'examples'), {recursive: true});
  git(place, 'init', '--quiet');
  return place;
}

function git({cwd, env}: Place, ...words: readonly string[]): string {
  return execFileSync('git', words, {cwd, env, encoding: 'utf8'});
}

/** What stands in the line `# exec: FLAG … => exit N` of an example; both parts may be missing. */
function headOf(text: string): {readonly flags: readonly string[]; readonly status: number} {
  const [flags = '', end = 'exit 0'] = (/^# exec:(.*)$/m.exec(text)?.[1] ?? '').split('=>');
  return {flags: flags.trim().split(/\s+/).filter(Boolean), status: Number(/exit (\d+)/.exec(end)?.[1])};
}
