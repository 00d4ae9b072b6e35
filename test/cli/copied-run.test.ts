import {cpSync, existsSync, readFileSync, renameSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {editRun} from '../../src/engine/local/edit-run.ts';
import {startEngine} from '../../src/engine/local/start-engine.ts';
import {until} from '../engine/local/process/rig.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
});
afterEach(() => at.remove());

const COPY = 'ccccccccccc2';
const RUNBOOK = runbookOf(`
steps:
  - {id: up, run: echo up >> log, undo: echo down >> log, temporary: released}
  - {id: gate, run: 'touch begun; until [ -e go ]; do sleep 0.02; done; echo done >> log'}
`);

/** A run that its engine left, and a copy of its folder. */
async function leftAndCopied() {
  const kept = at.create(RUNBOOK);
  const engine = await at.start(kept, RUNBOOK);
  await until(() => existsSync(join(at.world, 'begun')));
  const copy = join(dirname(kept.folder), COPY);
  cpSync(kept.folder, copy, {recursive: true, filter: (file) => !file.endsWith('.sock')});
  await engine.leave('for a test');
  return {...kept, copy};
}

test('nothing goes on with a copy of a run, and nothing that is asked of it reaches the run', async () => {
  const {id, copy} = await leftAndCopied();
  const journal = readFileSync(join(copy, 'journal.jsonl'), 'utf8');
  for (const words of [
    ['resume', COPY],
    ['resume', COPY, '--edited', 'other.yaml'],
    ['rollback', COPY, '--why', 'no'],
    ['release', COPY, 'up'],
    ['stop', COPY],
    ['attach', COPY],
    ['engine', COPY],
    ['answer', COPY, 'gate', 'done'],
    ['approve', COPY, 'gate'],
    ['pause', COPY],
  ]) {
    const {status, printed} = await at.call(...words);
    expect([words, status, printed]).toEqual([
      words,
      5,
      expect.stringContaining(`run ${COPY}: this is a copy of run ${id}`),
    ]);
  }
  const start = {folder: copy, runbook: RUNBOOK, by: 'ada', version: '0'};
  expect(await startEngine(start)).toMatchObject({ok: false, error: {why: 'copy'}});
  expect(editRun({folder: copy, before: RUNBOOK, after: RUNBOOK, by: 'ada'})).toMatchObject({ok: false});
  expect(readFileSync(join(copy, 'journal.jsonl'), 'utf8')).toBe(journal);
  at.write('go', '');
  expect((await at.call('resume', '--quiet')).status).toBe(0);
  expect(at.read('log')).toBe('up\ndone\n');
});

test('a copy can be read, is listed as one, and named by the doctor', async () => {
  const {id, folder, copy} = await leftAndCopied();
  expect((await at.call('show', COPY)).status).toBe(0);
  expect((await at.call('report', COPY, '--format', 'markdown')).status).toBe(0);
  expect(await at.call('verify', COPY)).toMatchObject({status: 0, printed: expect.stringContaining(`run ${COPY}`)});
  expect((await at.call('runs')).printed).toMatch(new RegExp(`^${COPY} +Copy of ${id} `, 'm'));
  const {printed} = await at.call('doctor');
  expect(printed).toContain(`this is a copy of run ${id}`);
  expect(printed).toContain(`rm -r '${copy}'`);
  at.write('go', '');
  await at.call('resume', id);
  renameSync(folder, join(at.world, 'elsewhere'));
  expect(await at.call('doctor')).toMatchObject({
    status: 1,
    printed: expect.stringContaining(`mv '${copy}' '${folder}'`),
  });
  renameSync(copy, folder);
  expect((await at.call('doctor')).printed).not.toContain('copy');
});
