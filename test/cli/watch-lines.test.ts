import {type ChildProcess, fork} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {until} from '../engine/local/process/rig.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
});
afterEach(() => at.remove());

const TEXT = `
steps:
  - run: touch began; until [ -e go ]; do sleep 0.01; done; touch ended
`;

const PROGRAM = fileURLToPath(new URL('../engine/local/engine-process.ts', import.meta.url));

/** An engine in a process of its own, which a test can kill. */
async function engineOn(folder: string): Promise<ChildProcess> {
  const child = fork(PROGRAM, [folder, TEXT], {execArgv: ['--no-warnings']});
  await until(() => existsSync(join(at.world, 'began')));
  return child;
}

function gone(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}

test('whoever watches a run whose engine is killed is told so, and does not wait for ever', async () => {
  const {id, folder} = at.create(runbookOf(TEXT));
  const engine = await engineOn(folder);
  const watched = at.calling('resume', id);
  await until(() => watched.printed().includes('touch began'));
  engine.kill('SIGKILL');
  expect((await watched.ended).status).toBe(6);
  expect(watched.printed()).toContain(`the engine of this run is gone; go on with: runbook resume ${id}`);
  at.write('go', '');
  await until(() => existsSync(join(at.world, 'ended')));
});

test('whoever watches a run that was left before and taken up again sees it to its end', async () => {
  const {id, folder} = at.create(runbookOf(TEXT));
  const first = await at.start({id, folder}, runbookOf(TEXT));
  await first.leave('for a test');
  const engine = await engineOn(folder);
  const watched = at.calling('resume', id);
  await until(() => watched.printed().includes('taken up by'));
  at.write('go', '');
  expect((await watched.ended).status).toBe(0);
  await gone(engine);
});
