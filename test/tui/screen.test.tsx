import {describe, expect, it} from 'vitest';
import type {TestRun} from './rig/run.ts';
import {scenarios} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();

describe.each([60, 80, 160])('at %i columns', (columns) => {
  it.each(Object.entries(scenarios))('shows %s', async (name, until) => {
    const run = play({columns});
    await until(run);
    await expect(living(run)).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}-${columns}.txt`);
  });
});

describe('without Unicode', () => {
  it.each(['milestones and output', 'checklist', 'failure'] as const)('shows %s', async (name) => {
    const run = play({columns: 80, unicode: false});
    await scenarios[name](run);
    await expect(living(run)).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}-ascii.txt`);
  });
});

/** What is redrawn, from its header on; what stands above it is the plain renderer's. */
function living(run: TestRun): string {
  const text = run.text();
  return `${text.slice(text.lastIndexOf('\nProduction deployment  ') + 1)}\n`;
}
