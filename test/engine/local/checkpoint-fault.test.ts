import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {foldPast} from '../../../src/events/pass-over.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

// A program that runs from its sources keeps no checkpoints.
vi.hoisted(() => Object.assign(process.env, {RUNBOOK_BUILD: 'test'}));

vi.mock('../../../src/events/pass-over.ts', {spy: true});

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

test('a run goes on although its checkpoint cannot be made', async () => {
  vi.mocked(foldPast).mockImplementation(() => {
    throw new Error('for a test');
  });
  const runbook = runbookOf(
    Array.from({length: 8}, (_, n) => `  - run: echo ${n} >> log\n`).reduce((a, b) => a + b, 'steps:\n'),
  );
  const engine = await at.start(at.create(runbook), runbook, {checkpointEvery: 512});
  expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
  expect(vi.mocked(foldPast)).toHaveBeenCalled();
  expect(at.read('log')).toBe('0\n1\n2\n3\n4\n5\n6\n7\n');
});
