import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {expect, test, vi} from 'vitest';
import {groupLives} from '../../../../src/engine/local/process/find-processes.ts';

const onLinux = process.platform === 'linux';

test.runIf(onLinux)('a group of which only dead processes are left that nobody buried does not live', async () => {
  // The shell becomes a program that never asks what became of its child, as a container's first process may not.
  const careless = spawn('bash', ['-c', 'set -m; sleep 0.01 & echo $!; exec sleep 300']);
  try {
    const [printed] = await once(careless.stdout, 'data');
    const group = Number(String(printed).trim());
    await vi.waitFor(() => expect(readFileSync(`/proc/${group}/stat`, 'utf8')).toContain(') Z '), {timeout: 10_000});
    expect(groupLives(group)).toBe(false);
  } finally {
    careless.kill('SIGKILL');
  }
});
