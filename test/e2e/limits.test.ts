import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {bareEnvironment, type Ended, type Place, program, runbook, withFolder} from './program.ts';

const TEXT = `runbook: limited
title: On a small machine
lock: limited
steps:
  - run: echo one >> log
    undo: echo unone >> log
  - parallel: 4
    steps:
      - run: echo a >> log; sleep 0.1
      - run: echo b >> log; sleep 0.1
      - run: echo c >> log; sleep 0.1
      - run: echo d >> log; sleep 0.1
  - run: head -c 200000 /dev/zero | tr '\\0' x; echo big >> log
    probe: grep -qx big log
  - run: echo last >> log
`;

const DONE = ['a', 'b', 'big', 'c', 'd', 'last', 'one'];

/** Executes the program with less than it needs, as a quota of the system would. */
function limited(limit: string, words: readonly string[], {cwd, env}: Place): Promise<Ended> {
  const child = spawn('sh', ['-c', `ulimit ${limit}; exec "$@"`, 'sh', process.execPath, program, ...words], {
    cwd,
    env,
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.once('close', (status, signal) => resolve({status, signal, out, err})));
}

async function inFolder(use: (place: Place, seen: () => Seen) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    writeFileSync(join(folder, 'limited.yaml'), TEXT);
    const runs = join(folder, 'state', 'runs');
    const log = join(folder, 'log');
    await use({cwd: folder, env: bareEnvironment(folder)}, () => ({
      runs: existsSync(runs) ? readdirSync(runs) : [],
      done: existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).toSorted() : [],
    }));
  });
}

interface Seen {
  readonly runs: readonly string[];
  /** Each effect as often as it was done. */
  readonly done: readonly string[];
}

describe.concurrent('a machine that gives less than is needed', {timeout: 120_000}, () => {
  it.each([22, 23, 24, 25, 26, 27, 28])('%i open files end the engine, and the run goes on afterwards', (most) =>
    inFolder(async (place, seen) => {
      const {status, err} = await limited(`-n ${most}`, ['exec', 'limited.yaml', '--quiet'], place);
      // So few that Node itself cannot begin.
      if (seen().runs.length === 0 && !err.includes('runbook: ')) return;
      expect(err).not.toContain('this is a bug');
      if (status !== 0) {
        expect({status, err}).toEqual({
          status: 6,
          err: expect.stringMatching(/open (no more )?files|no more processes/),
        });
        const words = seen().runs.length === 0 ? ['exec', 'limited.yaml'] : ['resume'];
        expect(await runbook(words, place)).toMatchObject({status: 0});
      }
      expect(seen()).toEqual({runs: [expect.any(String)], done: DONE});
    }),
  );

  it.each([0, 1, 64])('files of at most %i blocks leave no run', (most) =>
    inFolder(async (place, seen) => {
      const ended = await limited(`-f ${most}`, ['exec', 'limited.yaml', '--quiet'], place);
      expect(ended.err).toContain(`cannot keep runs in ${join(place.cwd, 'state')}: `);
      expect(ended.err).toContain('file too large');
      expect(ended.status).toBe(6);
      expect(seen()).toEqual({runs: [], done: []});
    }),
  );

  it('a command whose output meets the limit of files is in doubt, and its probe is asked', () =>
    inFolder(async (place, seen) => {
      const ended = await limited('-f 150', ['exec', 'limited.yaml', '--quiet'], place);
      expect(ended.err).toContain('no file may become longer (ulimit -f)');
      expect(ended.status).toBe(6);
      expect(seen().done).toEqual(['a', 'b', 'c', 'd', 'one']);
      expect(await runbook(['resume'], place)).toMatchObject({status: 0});
      expect(seen().done).toEqual(DONE);
    }));

  it.each(['/proc/runbook', '/proc/self/fdinfo/runbook', '/dev/null/runbook'])(
    'a state folder in which nobody can write, %s, is named',
    (state) =>
      inFolder(async ({cwd, env}, seen) => {
        const ended = await runbook(['exec', 'limited.yaml'], {cwd, env: {...env, RUNBOOK_STATE: state}});
        expect(ended).toMatchObject({status: 6, out: ''});
        expect(ended.err).toContain(`cannot keep runs in ${state}: `);
        expect(ended.err).toContain('set RUNBOOK_STATE to a folder that can be written');
        expect(seen().done).toEqual([]);
      }),
  );
});
