import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {groupLives, wrapperName} from '../../../../src/engine/local/process/find-processes.ts';
import {killGroup} from '../../../../src/engine/local/process/kill.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
});
afterEach(() => {
  for (const {pid} of children.splice(0)) if (pid !== undefined && groupLives(pid)) process.kill(-pid, 'SIGKILL');
  rmSync(folder, {recursive: true});
});

const OURS = 'a'.repeat(32);

/** A process with a group of its own that has told that it is there. */
async function grouped(name: string, env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn('/bin/sh', ['-c', 'echo there; while :; do sleep 1; done', name], {
    detached: true,
    env: {PATH: process.env.PATH, ...env},
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child.pid ?? 0;
}

test('a stranger who was given the number of a group that is gone is not touched', async () => {
  const stranger = await grouped('stranger');
  const other = await grouped(wrapperName('b'.repeat(32)), {RUNBOOK_ATTEMPT: 'b'.repeat(32)});
  for (const group of [stranger, other]) await killGroup(group, {token: OURS, folder, why: 'cancelled', grace: 200});
  expect([groupLives(stranger), groupLives(other)]).toEqual([true, true]);
  expect(readFileSync(join(folder, 'killed'), 'utf8')).toBe('cancelled');
});

test('a group is ended that has the wrapper of the attempt, or what the attempt has started', async () => {
  const wrapped = await grouped(wrapperName(OURS));
  const marked = await grouped('orphan', {RUNBOOK_ATTEMPT: OURS});
  for (const group of [wrapped, marked]) await killGroup(group, {token: OURS, folder, why: 'cancelled', grace: 2000});
  expect([groupLives(wrapped), groupLives(marked)]).toEqual([false, false]);
});
