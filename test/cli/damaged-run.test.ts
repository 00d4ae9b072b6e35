import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type RUN_FILES, runFile} from '../../src/journal/run-folder.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
});
afterEach(() => at.remove());

const written = (text: string) => (file: string) => writeFileSync(file, text);
const pipe = (file: string) => {
  rmSync(file, {force: true});
  execFileSync('mkfifo', [file]);
};

/** A run that nothing was done of yet, one of whose files is something else. */
function spoilt(name: keyof typeof RUN_FILES, spoil: (file: string) => void): string {
  const {id, folder} = at.create(runbookOf('steps:\n  - run: echo done >> log\n'));
  spoil(runFile(folder, name));
  return id;
}

describe.each([
  ['is of another shape', written('{}'), 'files.json is damaged: it does not hold the files of a runbook'],
  ['holds files of another shape', written('[{"name": "a"}]'), 'files.json is damaged: it does not hold the files'],
  ['is no JSON', written('[{"na'), 'files.json is damaged: it is no JSON'],
  ['is a pipe', pipe, 'files.json cannot be read: it is a pipe'],
  ['is gone', (file: string) => rmSync(file), 'files.json cannot be read: no such file'],
])('a copy of the runbook that %s', (_, spoil, says) => {
  test('is named by whoever reads the run, and nothing goes on with it', async () => {
    const id = spoilt('files', spoil);
    const named = expect.stringContaining(says);
    expect(await at.call('show', id)).toEqual({status: 6, printed: named});
    expect(await at.call('report', id, '--format', 'markdown')).toEqual({status: 6, printed: named});
    expect(await at.call('verify', id)).toEqual({status: 1, printed: named});
    expect(await at.call('resume', id)).toEqual({status: 2, printed: named});
    expect(await at.call('stop', id)).toEqual({status: 2, printed: named});
    expect(await at.call('doctor')).toEqual({status: 1, printed: named});
    expect(() => at.read('log')).toThrow('no such file');
  });
});

test('a run whose texts before its corrections are damaged does not go on without what is undone by them', async () => {
  const id = spoilt('earlier', written('{}'));
  expect(await at.call('resume', id)).toEqual({status: 2, printed: expect.stringContaining('earlier.json is damaged')});
});

test('a journal that is a pipe holds nobody up', async () => {
  const id = spoilt('journal', pipe);
  expect(await at.call('show', id)).toMatchObject({status: 6, printed: expect.stringContaining('it is a pipe')});
  expect(await at.call('resume', id)).toMatchObject({
    status: 6,
    printed: expect.stringContaining('no record that can'),
  });
  expect(await at.call('verify', id)).toMatchObject({status: 1});
  expect(await at.call('doctor')).toMatchObject({status: 1, printed: expect.stringContaining('it is a pipe')});
  expect(await at.call('runs')).toMatchObject({status: 0});
});

test('a note of a socket that is a pipe holds nobody up', async () => {
  const id = spoilt('socket', pipe);
  expect(await at.call('pause', id)).toMatchObject({status: 5, printed: expect.stringContaining('nothing is at work')});
});

describe('an output that somebody changed afterwards', () => {
  const says = 'not what was printed: stdout of /speaks: it was changed';
  let id: string;
  beforeEach(async () => {
    const {folder} = await at.run("steps:\n  - {id: speaks, run: echo genuine}\n  - {id: silent, run: 'true'}\n");
    id = basename(folder);
    const [attempt = ''] = readdirSync(join(folder, 'attempts')).filter((name) => name.startsWith('speaks'));
    writeFileSync(join(folder, 'attempts', attempt, 'stdout'), 'invented');
  });

  test.each([
    ['show', '--verbose'],
    ['show', '--color', 'never'],
    ['show', 'speaks'],
    ['show', 'speaks', '--output'],
    ['report', '--format', 'html', '--out', '-'],
    ['report', '--format', 'markdown'],
    ['report', '--format', 'junit'],
  ])('is named by whatever shows it: %s %s', async (command, ...words) => {
    const {status, printed} = await at.call(command, id, ...words);
    expect({status, printed}).toEqual({status: 6, printed: expect.stringContaining(says)});
  });

  test('is no matter where it is not shown', async () => {
    expect(await at.call('show', id, '--json')).toMatchObject({status: 0});
    expect(await at.call('show', id, 'silent')).toMatchObject({status: 0});
  });
});

test.each(['html', 'markdown', 'junit'])(
  'a record that was changed says so in the report itself: %s',
  async (format) => {
    const {folder} = await at.run('steps:\n  - {id: one, run: echo one}\n  - {id: two, run: echo two}\n');
    const journal = runFile(folder, 'journal');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, lines.map((line) => line.replace('"path":"/two"', '"path":"/too"')).join('\n'));
    const file = join(at.world, 'report');
    const {status} = await at.call('report', basename(folder), '--format', format, '--out', file);
    expect(status).toBe(6);
    expect(readFileSync(file, 'utf8')).toMatch(
      /the journal is damaged at line \d+: this record, or one before it, is not/,
    );
  },
);
