import {cpSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {bareEnvironment, project, runbook, withFolder} from './program.ts';

const examples = readdirSync(join(project, 'examples')).filter((name) => name.endsWith('.yaml'));

describe.concurrent('every example', () => {
  it('lints clean, as does every runbook', () =>
    withFolder(async (folder) => {
      const ended = await runbook(['lint', 'examples', 'runbooks'], {cwd: project, env: bareEnvironment(folder)});
      expect(ended).toMatchObject({status: 0, out: '', err: expect.stringMatching(/^no findings in \d+ files/)});
    }));

  it.each(examples)('%s ends as its head says, leaves nothing behind and waits for nobody', (name) =>
    withFolder(async (folder) => {
      const cwd = join(folder, 'work');
      const temporary = join(folder, 'temporary');
      mkdirSync(temporary);
      cpSync(join(project, 'examples'), join(cwd, 'examples'), {recursive: true});
      const {flags, status} = headOf(readFileSync(join(cwd, 'examples', name), 'utf8'));
      const env = bareEnvironment(folder, {TMPDIR: temporary});
      const ended = await runbook(['exec', `examples/${name}`, ...flags], {cwd, env});
      expect(ended, ended.out + ended.err).toMatchObject({status, err: ''});
      expect(readdirSync(temporary)).toEqual([]);
      expect(readdirSync(join(folder, 'state', 'runs'))).toHaveLength(1);
    }),
  );
});

/** What stands in the line `# exec: FLAG … => exit N` of an example; both parts may be missing. */
function headOf(text: string): {readonly flags: readonly string[]; readonly status: number} {
  const [flags = '', end = 'exit 0'] = (/^# exec:(.*)$/m.exec(text)?.[1] ?? '').split('=>');
  return {flags: flags.trim().split(/\s+/).filter(Boolean), status: Number(/exit (\d+)/.exec(end)?.[1])};
}
