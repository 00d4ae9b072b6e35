// The whole test command: type check, lint, tests; the last line of its output counts all of them.
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ensureBuilt} from './setup/dist.mjs';
import {runInForeground} from './setup/foreground.mjs';
import {binFolder, root} from './setup/project.mjs';
import {Stop} from './setup/stop.mjs';

const folder = mkdtempSync(join(tmpdir(), 'runbook-test-'));
try {
  const results = [
    buildProgram(),
    await check('Type check', 'tsc', ['--noEmit', '-p', '.']),
    await check('Lint', 'biome', ['ci', ...(process.stdout.isTTY ? [] : ['--colors=off'])]),
    await runTests(process.argv.slice(2)),
  ];
  process.exitCode = summarize(results) === 0 ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}

/** The tests of the command line run the built program. */
function buildProgram() {
  try {
    ensureBuilt();
    return report('Build', true);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return report('Build', false, error.message);
  }
}

async function check(name, program, args) {
  const status = await runInForeground(join(binFolder, program), args, {cwd: root});
  return report(name, status === 0, `see above, or run \`npx ${program} ${args.join(' ')}\``);
}

/** Each of these counts as one test. */
function report(name, passed, advice) {
  console.log(passed ? `✓ ${name}` : `✗ ${name} failed: ${advice}`);
  return {passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0};
}

/** Vitest prints what it does itself; its counts come back through a file. */
async function runTests(args) {
  const countsFile = join(folder, 'counts.json');
  const status = await runInForeground(
    join(binFolder, 'vitest'),
    ['run', '--config', '.config/vitest.config.ts', ...args],
    {cwd: root, env: {...process.env, RUNBOOK_TEST_COUNTS: countsFile}},
  );
  const counts = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : {passed: 0, failed: 0, skipped: 0};
  return status !== 0 && counts.failed === 0 ? {...counts, failed: 1} : counts;
}

function summarize(results) {
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed');
}
