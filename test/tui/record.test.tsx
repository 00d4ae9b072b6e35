import {describe, expect, it} from 'vitest';
import {effectKey} from '../../src/base/ids.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import {aboutRunbook} from '../../src/report/about.ts';
import {plain} from '../../src/report/formats/plain.ts';
import {acting, answered, deployment, entered, left} from './rig/deployment.ts';
import type {TestRun} from './rig/run.ts';
import {beginDeployment, exitFailure, failDeployment, milestone} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();

/** What the plain renderer prints of the same turns. */
function printedPlainly(run: TestRun): readonly string[] {
  const view = emptyView();
  const style = {color: false, unicode: true, verbose: false, quiet: false, about: aboutRunbook(deployment)};
  const writer = plain.begin(style);
  return run.turns
    .map((turn) => writer.turn(turn, observe(view, turn)))
    .join('')
    .trimEnd()
    .split('\n');
}

describe('when the screen is gone', () => {
  it('the scrollback holds what the plain renderer prints', async () => {
    const run = play({columns: 160});
    failDeployment(run);
    await run.sees('Stop the run');
    run.turn(5, answered('/deploy/up', 'rollback'), left('/deploy/up', 'failed', {failure: exitFailure}));
    run.turn(0, entered('/deploy/follow', 'Monitor the progress'), acting('/deploy/follow'));
    run.turn(1, milestone('/deploy/follow', 0));
    await run.sees('▶ Build completed');
    run.turn(1, left('/deploy/follow', 'stopped'), left('/deploy', 'failed'));
    const verdict = {is: 'rolled-back', reason: 'it failed', verified: true, untouched: ['A backup']} as const;
    run.turn(9, {event: 'run-ended', verdict, inForce: ['maintenance mode']});
    await run.end;
    await run.sees('maintenance mode');
    expect(run.text().split('\n')).toEqual(printedPlainly(run));
  });

  it('with every line once where branches ran side by side', async () => {
    const run = play({columns: 160});
    run.turn(1, entered('/both', 'Both', {type: 'parallel'}));
    run.turn(0, entered('/both/a', 'First'), acting('/both/a'), entered('/both/b', 'Second'), acting('/both/b'));
    run.turn(3, left('/both/b'));
    await run.sees('✔ Second');
    run.turn(3, left('/both/a'), left('/both'));
    await run.sees('✔ Both');
    run.type('q');
    await run.end;
    await run.until(() => !run.text().includes('q leave'), 'the screen is gone');
    expect(run.text().split('\n').toSorted()).toEqual(printedPlainly(run).toSorted());
  });

  it.each([{verbose: true}, {quiet: true}])('as much of it as was asked for: %o', async (how) => {
    const run = play({columns: 160, ...how});
    run.turn(1, entered('/a', 'First'), acting('/a'));
    run.print('/a #1', 'printed by it\n');
    const key = effectKey('/a #1');
    run.turn(1, {event: 'act-ended', key, did: 'succeeded', exit: 0, tookMs: 1000}, left('/a'));
    run.turn(1, {event: 'run-ended', verdict: {is: 'succeeded', accepted: 0}, inForce: []});
    await run.end;
    await run.sees('Done after');
    const seen = run.text();
    expect([seen.includes('✔ First'), seen.includes('│ printed by it')]).toEqual(Array(2).fill('verbose' in how));
  });

  it('what still ran is told', async () => {
    const run = play({columns: 160});
    beginDeployment(run);
    await run.sees('q leave');
    run.type('q');
    await run.end;
    await run.sees('14:15:04');
    expect(run.text().split('\n')).toEqual(printedPlainly(run));
  });
});
