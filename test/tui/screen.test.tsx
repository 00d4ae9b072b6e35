import {afterEach, describe, expect, it} from 'vitest';
import {deployment, entered, started} from './rig/deployment.ts';
import {playRun, type TestRun, type TestRunOptions} from './rig/run.ts';
import {scenarios} from './rig/scenarios.ts';

let run: TestRun | undefined;

afterEach(async () => {
  await run?.close();
  run = undefined;
});

function play(options: Partial<TestRunOptions> = {}): TestRun {
  run = playRun({runbook: deployment, started, ...options});
  run.turn(0, entered('/', 'Production deployment', {type: 'run'}));
  return run;
}

describe.each([60, 80, 160])('at %i columns', (columns) => {
  it.each(Object.entries(scenarios))('shows %s', async (name, until) => {
    const screen = play({columns});
    await until(screen);
    await expect(`${screen.text()}\n`).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}-${columns}.txt`);
  });
});
