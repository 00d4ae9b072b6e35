import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {capturedIn, type EngineRig, engineRig} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

describe('a run', () => {
  test('does its steps in order and ends well', async () => {
    const {end, events} = await at.run(`
steps:
  - id: one
    run: echo first >> log; echo 41
    capture: {n: int(stdout)}
  - id: two
    run: echo second $(( {{steps.one.n}} + 1 )) >> log
    expect: {exit: 0}
`);
    expect(end).toEqual({is: 'ended', verdict: {is: 'succeeded', accepted: 0}});
    expect(at.read('log')).toBe('first\nsecond 42\n');
    expect(capturedIn(events)).toMatchObject({'/one': {n: 41}});
  });

  test('fails with what was expected and what was seen', async () => {
    const {end, events} = await at.run(`
steps:
  - id: build
    run: echo Build failed; exit 3
    expect: {stdout: {contains: Build completed}}
`);
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'failed'}});
    expect(events.find((event) => event.event === 'act-ended')).toMatchObject({
      did: 'failed',
      exit: 3,
      failure: {
        reason: 'unexpected',
        findings: [{assertion: 'exit'}, {assertion: 'stdout.contains'}],
        tail: ['Build failed'],
      },
    });
  });
});
