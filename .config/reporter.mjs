import {writeFileSync} from 'node:fs';

/** A vitest reporter that leaves the counts of a run in the file that RUNBOOK_TEST_COUNTS names. */
export default class CountsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = {passed: 0, failed: unhandledErrors.length, skipped: 0};
    for (const module of modules) {
      // A file that could not be loaded, or whose hooks failed, has no failing test to speak for it.
      if (module.errors().length > 0) counts.failed += 1;
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) counts[outcome(test.result().state)] += 1;
    }
    writeFileSync(process.env.RUNBOOK_TEST_COUNTS, JSON.stringify(counts));
  }
}

function outcome(state) {
  if (state === 'passed' || state === 'failed') return state;
  return 'skipped';
}
