import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {RunEvent} from '../../src/events/event.ts';
import {createJournal} from '../../src/journal/append.ts';
import {findRun, listRuns, newRunId} from '../../src/journal/runs.ts';
import {makeStateFolder, runsFolder, stateFolder} from '../../src/journal/state-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

test.each([
  [{RUNBOOK_STATE: '/a', XDG_STATE_HOME: '/b', HOME: '/c'}, '/a'],
  [{XDG_STATE_HOME: '/b', HOME: '/c'}, '/b/runbook'],
  [{HOME: '/c'}, '/c/.local/state/runbook'],
])('runs are kept where %j says', (environment, expected) => {
  expect(stateFolder(environment)).toBe(expected);
});

test('the folder is made, for its owner alone', () => {
  const state = join(folder, 'deep', 'state');
  expect(makeStateFolder(state)).toEqual({ok: true, value: state});
  expect(statSync(runsFolder(state)).mode & 0o777).toBe(0o700);
});

test('a folder that cannot be made is refused with the reason and a way out', () => {
  writeFileSync(join(folder, 'file'), '');
  const made = makeStateFolder(join(folder, 'file', 'state'));
  expect(made).toMatchObject({ok: false});
  expect(!made.ok && made.error).toMatch(
    /^cannot keep runs in .*file\/state: not a directory; set RUNBOOK_STATE to a folder/,
  );
});

test('runs are listed, the newest first, and found by the beginning of their name', () => {
  makeStateFolder(folder);
  const begin = (id: string, at: number, more: readonly RunEvent[] = []) => {
    const run = join(runsFolder(folder), id);
    mkdirSync(run);
    createJournal(run, {seq: 1, at, events: [started(id), ...more]}, 0);
  };
  begin('aaaaaaaaaaaa', 1);
  begin('aabaaaaaaaaa', 2, [{event: 'run-ended', verdict: {is: 'succeeded', accepted: 0}, inForce: []}]);
  expect(listRuns(folder)).toMatchObject([
    {id: 'aabaaaaaaaaa', title: 'Try', startedAt: 2, running: false, verdict: {is: 'succeeded'}},
    {id: 'aaaaaaaaaaaa', startedAt: 1},
  ]);
  expect(findRun('aab', folder)).toMatchObject({ok: true, value: {id: 'aabaaaaaaaaa'}});
  expect(findRun('aa', folder)).toMatchObject({ok: false, error: expect.stringContaining('give more of its letters')});
  expect(findRun('b', folder)).toMatchObject({ok: false, error: expect.stringContaining('there is no run "b"')});
});

test('names of runs are twelve letters and digits', () => {
  expect(newRunId()).toMatch(/^[a-z2-7]{12}$/);
});

const started = (run: string): RunEvent => ({
  event: 'run-started',
  run,
  runbook: 'try',
  title: 'Try',
  hash: '',
  inputs: {},
  by: 'ada',
  cwd: '/',
  timezone: 'UTC',
  attended: false,
});
