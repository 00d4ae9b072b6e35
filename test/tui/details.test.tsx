import {expect, it} from 'vitest';
import {check} from '../../src/check/check.ts';
import {acting, entered, left} from './rig/deployment.ts';
import {failDeployment} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();

const TEXT = `runbook: details
title: Details
steps:
  - id: version
    run: echo v1.2
    capture: {name: stdout.trim()}
  - id: up
    run: bin/up
    expect:
      exit: 0
      stdout:
        contains: "{{steps.version.name}}"
`;

it('d tells what is expected of a step that runs, and what earlier ones have given', async () => {
  const found = check({file: {name: 'details.yaml', text: TEXT}, read: () => ({ok: false, error: 'no file'})});
  if (!found.ok) throw new Error('the runbook of the test is wrong');
  const run = play({runbook: found.value.runbook});
  run.turn(1, entered('/version', 'echo v1.2', {name: 'version'}), acting('/version'));
  run.turn(1, left('/version', 'succeeded', {name: 'version', captured: {name: 'v1.2'}}));
  run.turn(1, entered('/up', 'Bring it up', {name: 'up', describes: 'bin/up'}), acting('/up'));
  await run.sees('▶ Bring it up');
  run.type('d');
  await run.sees('expects    exit: 0');
  await run.sees('known      steps.version.name is "v1.2"');
  expect(run.visible()).toMatch(/stdout:\s+contains: "v1.2"/);
});

it('a failure keeps its hints where there is little room, and d shows all of it', async () => {
  const run = play({rows: 21});
  failDeployment(run);
  await run.sees('Stop the run');
  expect(run.visible()).toContain('ERROR: build failed');
  expect(run.visible()).toContain('hint: Review the Dockerfile changes');
  expect(run.visible()).not.toContain('#8 RUN npm ci');
  run.type('\u001b');
  await run.sees('q leave running');
  run.type('d');
  await run.sees('│ #8 RUN npm ci');
  await run.sees('does       railway up');
});
