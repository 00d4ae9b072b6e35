import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {examineState} from '../../../src/engine/local/doctor/examine.ts';
import type {Holder} from '../../../src/journal/lock.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {until} from './process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const OK = 'steps:\n  - run: echo done\n';
const HELD = `
lock: shop
steps:
  - id: held
    run: echo began >> log; until [ -e go ]; do read -rt 0.01 < <(:) || :; done; echo ended >> log
`;

/** What was found, without what a well folder has, too. */
function found(): readonly string[] {
  const {findings} = examineState(at.state);
  return findings
    .filter(({what}) => what !== 'no-space')
    .map(({what, severity, message}) => `${severity} ${what}: ${message}`);
}

async function left(): Promise<string> {
  const runbook = runbookOf(HELD);
  const kept = at.create(runbook);
  const engine = await at.start(kept, runbook);
  await until(() => existsSync(join(at.world, 'log')));
  await engine.leave('somebody closed the laptop');
  return kept.folder;
}

/** As if the process that holds a lock had died. */
function letDie(folder: string): void {
  const file = join(folder, 'lock.1');
  const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
  writeFileSync(file, JSON.stringify({...holder, start: 'long ago'}));
}

test('what the run keeps and somebody changed is named', async () => {
  const {folder} = await at.run(OK);
  writeFileSync(runFile(folder, 'environment'), '{"PATH": "/tmp"}');
  writeFileSync(runFile(folder, 'files'), readFileSync(runFile(folder, 'files'), 'utf8').replace('done', 'evil'));
  expect(found()).toEqual(['problem altered: changed since the run wrote it: files.json, environment.json']);
});

test('a folder in which all is well has no findings, nor has one that is not there yet', async () => {
  expect(examineState(join(at.state, 'nowhere'))).toMatchObject({runs: 0, findings: []});
  await at.run(OK);
  expect(found()).toEqual([]);
});

test('a run that was left: that it has not ended, the lock it holds, the command that still runs', async () => {
  const folder = await left();
  const [lock = ''] = readdirSync(join(at.state, 'locks'));
  letDie(join(at.state, 'locks', lock));
  expect(found().slice(0, 3)).toEqual([
    'problem unfinished: "Try" has not ended: it was left: somebody closed the laptop',
    expect.stringMatching(/^problem lock: it is held by run \w+ of ada, which has not ended and has no engine/),
    expect.stringMatching(/^note process: bash .*: started by \/held of run \w+$/),
  ]);
  for (const {next, run} of examineState(at.state).findings.filter(({run}) => run !== undefined))
    expect(next).toContain(`resume ${run}`);
  at.write('go', '');
  await until(() => at.read('log').includes('ended'));
  rmSync(join(folder, 'released.1'));
  letDie(folder);
  expect(found()[0]).toContain('"Try" has not ended');
});

test('locks that name nobody: what they hold up, and how that is said', async () => {
  const {folder} = await at.run(`lock: shop\n${OK}`);
  const [name = ''] = readdirSync(join(at.state, 'locks'));
  for (const lock of [folder, join(at.state, 'locks', name)]) {
    rmSync(join(lock, 'released.1'));
    truncateSync(join(lock, 'lock.1'));
  }
  expect(found()).toEqual([
    'problem lock: nobody can say who holds it: it is empty; no run that needs it begins',
    expect.stringMatching(/^note lock: nobody can say whether an engine is at work on it: it is empty; until/),
  ]);
  for (const {next} of examineState(at.state).findings) writeFileSync(/touch '(.*)'/.exec(next)?.[1] ?? '', '');
  expect(found()).toEqual([]);
});

test.each([
  [
    'torn',
    (folder: string) => appendFileSync(runFile(folder, 'journal'), '{"seq":'),
    /^note torn: its last record was not written to its end \(7 bytes\)/,
  ],
  [
    'damaged',
    (folder: string) => writeFileSync(runFile(folder, 'journal'), '{"journal":1}\nnonsense\n'),
    /^problem damaged: the journal is damaged at line 2/,
  ],
  [
    'newer',
    (folder: string) => writeFileSync(runFile(folder, 'journal'), '{"journal":9}\n'),
    /^problem newer: the journal: it was written by a newer program/,
  ],
  [
    'gone',
    (folder: string) => rmSync(runFile(folder, 'journal')),
    /^problem damaged: the journal cannot be read: no such file/,
  ],
  [
    'empty',
    (folder: string) => truncateSync(runFile(folder, 'journal'), 0),
    /^note leftover: its journal holds no record: nothing was done/,
  ],
  ['without its seed', (folder: string) => rmSync(runFile(folder, 'seed')), /^note incomplete: seed: no such file/],
  [
    'without a copy of its runbook',
    (folder: string) => writeFileSync(runFile(folder, 'files'), '{}'),
    /^note incomplete: files.json is damaged: it does not hold the files of a runbook$/,
  ],
  [
    'without the texts before its corrections',
    (folder: string) => writeFileSync(runFile(folder, 'earlier'), '[[{"name": 1}]]'),
    /^note incomplete: earlier.json is damaged: it does not hold the files of a runbook$/,
  ],
  [
    'open to others',
    (folder: string) => chmodSync(folder, 0o755),
    /^problem permissions: others may look at it \(mode 755\)/,
  ],
])('a run whose folder or journal is %s', async (_, damage, expected) => {
  const {folder} = await at.run(OK);
  damage(folder);
  expect(found()).toEqual([expect.stringMatching(expected)]);
});

test('links that lead to themselves in place of a run, a draft and a lock', async () => {
  await at.run(OK);
  const runs = join(at.state, 'runs');
  for (const name of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb.draft']) symlinkSync(name, join(runs, name));
  symlinkSync('shop', join(at.state, 'locks', 'shop'));
  expect(found()).toEqual(['problem damaged: the journal cannot be read: too many symbolic links encountered']);
});

test('what is no run, and a run that was never begun', async () => {
  await at.run(OK);
  const runs = join(at.state, 'runs');
  mkdirSync(join(runs, 'holiday-pictures'), {mode: 0o700});
  const draft = join(runs, 'aaaaaaaaaaaa.draft');
  mkdirSync(draft, {mode: 0o700});
  utimesSync(draft, 1, 1);
  expect(found()).toEqual([
    'note leftover: a run whose engine ended before anything of it was done',
    'note stranger: this is no run, and nothing of this program',
  ]);
  expect(readdirSync(runs)).toHaveLength(3);
});
