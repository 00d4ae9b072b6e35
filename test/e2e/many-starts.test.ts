import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {bareEnvironment, type Ended, runbook, start, withFolder} from './program.ts';

/** As many processes as a suite can afford; the number for a longer trial is given by the environment. */
const STARTS = Number(process.env.RUNBOOK_STARTS ?? 20);

const textOf = (lock: string) => `runbook: alone
title: One at a time
lock: ${lock}
steps:
  - run: echo in >> log; for n in $(seq 1000); do [ -e go ] && break; sleep 0.05; done; echo out >> log
`;

/** Starts the program so often at once, and lets who has the lock go on once all others have ended. */
async function startMany(folder: string, stateOf: (n: number) => string): Promise<readonly Ended[]> {
  const log = join(folder, 'log');
  let open = STARTS;
  const all = Array.from({length: STARTS}, async (_, n) => {
    const env = bareEnvironment(folder, {RUNBOOK_STATE: stateOf(n)});
    const ended = await start(['exec', 'alone.yaml', '--quiet'], {cwd: folder, env}).ended;
    open -= 1;
    if (open === 1 && existsSync(log)) writeFileSync(join(folder, 'go'), '');
    return ended;
  });
  return Promise.all(all);
}

describe(`of ${STARTS} programs that start at once, one runs and the others are told who does`, {
  timeout: 240_000,
}, () => {
  it.each([
    {name: 'one state folder', lock: 'alone', states: () => 'state'},
    {name: 'a folder that is shared', lock: '{name: alone, folder: locks}', states: (n: number) => `state-${n}`},
    {name: 'a git remote', lock: '{name: alone, git: origin}', states: (n: number) => `state-${n}`},
  ])('by a lock in $name', ({lock, states}) =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, 'alone.yaml'), textOf(lock));
      if (lock.includes('git')) makeRepository(folder);
      const ends = await startMany(folder, (n) => join(folder, states(n)));
      const won = ends.filter(({status}) => status === 0);
      const refused = ends.filter(
        ({status, err}) => status === 5 && /the lock "alone" is held by run \w{12}/.test(err),
      );
      const others = ends.filter((end) => !won.includes(end) && !refused.includes(end));
      expect(others).toEqual([]);
      expect(won).toHaveLength(1);
      expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in\nout\n');
      const env = bareEnvironment(folder, {RUNBOOK_STATE: join(folder, states(STARTS))});
      expect(await runbook(['exec', 'alone.yaml'], {cwd: folder, env})).toMatchObject({status: 0});
    }),
  );
});

function makeRepository(folder: string): void {
  const remote = join(folder, 'remote.git');
  mkdirSync(remote);
  execFileSync('git', ['init', '--quiet', '--bare', remote]);
  execFileSync('git', ['init', '--quiet', folder]);
  execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', remote]);
}
