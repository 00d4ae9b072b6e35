import {type ChildProcess, fork} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';
import {until} from '../engine/local/process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from '../engine/local/rig.ts';

let at: EngineRig;
let before: string | undefined;
beforeEach(() => {
  at = engineRig();
  before = process.env.RUNBOOK_STATE;
  process.env.RUNBOOK_STATE = at.state;
});
afterEach(() => {
  if (before === undefined) delete process.env.RUNBOOK_STATE;
  else process.env.RUNBOOK_STATE = before;
  at.remove();
});

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

/** Resumes, and so watches, a run that has an engine. */
function watching(id: string): {readonly printed: () => string; readonly status: Promise<number>} {
  let printed = '';
  const say = (text: string) => {
    printed += text;
  };
  const terminal: Terminal = {
    out: say,
    err: say,
    drained: async (text) => say(text),
    interactive: false,
    color: false,
    unicode: true,
    columns: 100,
    environment: {},
    cwd: at.world,
  };
  return {printed: () => printed, status: runProgram(['resume', id], terminal)};
}

test('whoever watches a run whose engine is killed is told so, and does not wait for ever', async () => {
  const {id, folder} = at.create(runbookOf(TEXT));
  const engine = await engineOn(folder);
  const watched = watching(id);
  await until(() => watched.printed().includes('touch began'));
  engine.kill('SIGKILL');
  expect(await watched.status).toBe(6);
  expect(watched.printed()).toContain(`the engine of this run is gone; go on with: runbook resume ${id}`);
  at.write('go', '');
  await until(() => existsSync(join(at.world, 'ended')));
});

test('whoever watches a run that was left before and taken up again sees it to its end', async () => {
  const {id, folder} = at.create(runbookOf(TEXT));
  const first = await at.start({id, folder}, runbookOf(TEXT));
  await first.leave('for a test');
  const engine = await engineOn(folder);
  const watched = watching(id);
  await until(() => watched.printed().includes('taken up by'));
  at.write('go', '');
  expect(await watched.status).toBe(0);
  await gone(engine);
});
