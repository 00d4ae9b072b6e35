import {afterEach} from 'vitest';
import {deployment, entered, started} from './deployment.ts';
import {playRun, type TestRun, type TestRunOptions} from './run.ts';

/** Plays runs in the tests of a file, each ended with its test. */
export function testRuns(): (options?: Partial<TestRunOptions>) => TestRun {
  let run: TestRun | undefined;
  afterEach(async () => {
    await run?.close();
    run = undefined;
  });
  return (options = {}) => {
    run = playRun({runbook: deployment, started, ...options});
    run.turn(0, entered('/', 'Production deployment', {type: 'run'}));
    return run;
  };
}
