import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {ATTEMPT_FILES} from '../../../../src/journal/run-folder.ts';
import {lives, until} from './rig.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-filter-'));
});
afterEach(() => rmSync(folder, {recursive: true, maxRetries: 5}));

/** Starts a filter from an engine that dies at once; gives the filter's process. */
function orphan(patience: number): string {
  const module = join(import.meta.dirname, '../../../../src/engine/local/process/filter.ts');
  const program = `import {startFilter} from ${JSON.stringify(module)};
console.log(startFilter(${JSON.stringify(folder)}, {streams: ['stdout'], forms: ['hunter2'], patience: ${patience}}).pid);`;
  const {stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e', program], {encoding: 'utf8'});
  expect(stderr).toBe('');
  return stdout.trim();
}

test('a filter whose engine died before it began a command ends, and keeps no secret in memory', async () => {
  const pid = orphan(0);
  await until(() => !lives(pid));
});

test('a filter whose command has begun waits for it, also without an engine', async () => {
  writeFileSync(join(folder, ATTEMPT_FILES.started), '');
  writeFileSync(join(folder, 'stdout'), '');
  const pid = orphan(0);
  spawnSync('sh', ['-c', 'exec > "$1/stdout.pipe"; echo hunter2', 'sh', folder]);
  await until(() => existsSync(join(folder, 'filtered')));
  await until(() => !lives(pid));
});
