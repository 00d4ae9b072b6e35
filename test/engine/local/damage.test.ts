import {execFileSync} from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {attemptOf} from '../../../src/engine/local/process/attempt.ts';
import {membersOf} from '../../../src/engine/local/process/find-processes.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {encodeRecord} from '../../../src/journal/record.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {until} from './process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
let folder: string;
beforeEach(async () => {
  at = engineRig();
  folder = await leftWhileHeld();
});
afterEach(async () => {
  at.write('go', '');
  await until(() => at.read('log').includes('ended'));
  at.remove();
});

const TEXT = `
steps:
  - run: echo before >> log
  - id: held
    run: echo began >> log; until [ -e go ]; do sleep 0.01; done; echo ended >> log
  - run: echo after >> log
`;

/** A run that an engine left while its second command was running. */
async function leftWhileHeld(): Promise<string> {
  const kept = at.create(runbookOf(TEXT));
  const engine = await at.start(kept, runbookOf(TEXT));
  await until(() => existsSync(join(at.world, 'log')) && at.read('log').includes('began'));
  await engine.leave('it is for a test');
  return kept.folder;
}

const journal = () => runFile(folder, 'journal');
const attempt = (step: string) =>
  join(folder, 'attempts', readdirSync(join(folder, 'attempts')).find((name) => name.startsWith(step)) ?? '');
const lines = () => readFileSync(journal(), 'utf8').split('\n');

/** Takes the run up; the command that is held goes on at once, or once nothing is known of it. */
async function resumed(
  goes: 'at once' | 'once lost' = 'at once',
): Promise<{readonly is: string; readonly events: readonly RunEvent[]}> {
  const events: RunEvent[] = [];
  const engine = await at.start({id: '' as never, folder}, runbookOf(TEXT));
  engine.follow((turn) => events.push(...turn.events));
  if (goes === 'once lost') await until(() => lost(events).length > 0);
  at.write('go', '');
  const end = await engine.ended;
  return {is: end.is === 'ended' ? end.verdict.is : end.is, events};
}

const pipe = (file: string) => execFileSync('mkfifo', [file]);
const endless = (file: string) => symlinkSync('/dev/zero', file);

const kept = (name: 'files' | 'environment' | 'options') => runFile(folder, name);

/** Puts something else in the place of a file of the run. */
function spoil(name: 'journal' | 'seed', make: (file: string) => unknown): void {
  const file = runFile(folder, name);
  rmSync(file);
  make(file);
}

async function refusal(): Promise<unknown> {
  const started = await startEngine({folder, runbook: runbookOf(TEXT), by: 'ada', version: '0'});
  return started.ok ? 'it started' : started.error;
}

const lost = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.event === 'act-ended' && event.did === 'lost' ? [event.failure] : []));

describe('an engine that takes up a run', () => {
  test('cuts off a last record that is not whole', async () => {
    truncateSync(journal(), readFileSync(journal()).length - 5);
    expect((await resumed()).is).toBe('succeeded');
    expect(at.read('log')).toBe('before\nbegan\nended\nafter\n');
  });

  test('refuses a journal with a flipped bit, and says where', async () => {
    const bytes = readFileSync(journal());
    const place = bytes.indexOf('before');
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(journal(), bytes);
    const message = expect.stringMatching(
      /^the journal is damaged at line \d+: this record, or one before it, is not what/,
    );
    expect(await refusal()).toEqual({why: 'damaged', message});
  });

  test.each([
    ['an empty journal', () => truncateSync(journal(), 0), 'the journal holds no record'],
    ['a journal that is gone', () => rmSync(journal()), 'the journal cannot be read: no such file'],
    ['a journal that is a pipe', () => spoil('journal', pipe), 'the journal cannot be read: it is a pipe'],
    ['a journal that never ends', () => spoil('journal', endless), 'the journal cannot be read: it is a device'],
    ['a journal that is a folder', () => spoil('journal', mkdirSync), 'the journal cannot be read: it is a folder'],
    ['a journal with a record without an end', () => truncateSync(journal(), 1 << 30), 'no record is so long'],
    ['a seed that is a pipe', () => spoil('seed', pipe), "the run's folder is damaged: seed: it is a pipe"],
    ['a seed that is none', () => writeFileSync(runFile(folder, 'seed'), ''), 'seed: it is not what a run keeps there'],
    [
      'options and an environment of another shape',
      () => {
        writeFileSync(runFile(folder, 'options'), '{"yes": true, "accepted": []}');
        writeFileSync(runFile(folder, 'environment'), '{"PATH": 1}');
      },
      'environment.json: it is not what a run keeps there; options.json: it is not what a run keeps there',
    ],
    [
      'a copy of the runbook with another command',
      () => writeFileSync(kept('files'), readFileSync(kept('files'), 'utf8').replace('echo after', 'echo other')),
      'what the run keeps was changed since it was written: files.json; nothing is done by it: runbook verify',
    ],
    [
      'another environment and other options',
      () => {
        writeFileSync(kept('environment'), '{"PATH": "/tmp"}');
        writeFileSync(kept('options'), '{"answers": {}, "yes": true, "accepted": []}');
      },
      'what the run keeps was changed since it was written: environment.json, options.json',
    ],
    [
      'a newer format',
      () => writeFileSync(journal(), '{"journal":99}\n'),
      'written by a newer program (journal format 99)',
    ],
    [
      'an event of a newer program',
      () => appendRecord('teleported'),
      'the journal tells of "teleported", which a newer program wrote',
    ],
    [
      'a folder without its seed',
      () => rmSync(runFile(folder, 'seed')),
      "the run's folder is damaged: seed: no such file or directory",
    ],
  ])('refuses %s with a clear word', async (_, damage, message) => {
    damage();
    expect(await refusal()).toEqual({why: 'damaged', message: expect.stringContaining(message)});
  });

  test('is in doubt about a command whose output was deleted', async () => {
    rmSync(join(attempt('held'), 'stdout'));
    const {is, events} = await resumed();
    expect(is).toBe('failed');
    expect(lost(events)).toMatchObject([{reason: 'in-doubt', message: expect.stringContaining('output was deleted')}]);
  });

  test('does not start again a command that still runs, although its folder is gone', async () => {
    const {token} = attemptOf({folder, seed: readFileSync(runFile(folder, 'seed'), 'utf8')}, '/held #1', 1);
    rmSync(attempt('held'), {recursive: true});
    expect(membersOf(token, undefined).length).toBeGreaterThan(0);
    const {is, events} = await resumed('once lost');
    expect({is, lost: lost(events).length}).toEqual({is: 'failed', lost: 1});
    await until(() => membersOf(token, undefined).length === 0);
    expect(at.read('log')).toBe('before\nbegan\nended\n');
  });

  test('does not do again what a journal that was cut off between two records no longer tells of', async () => {
    const all = lines();
    const cut = all.findIndex((line) => line.includes('"key":"/held #1"'));
    writeFileSync(journal(), `${all.slice(0, cut).join('\n')}\n`);
    const {is, events} = await resumed();
    expect(is).toBe('failed');
    expect(lost(events)).toMatchObject([{message: expect.stringContaining('its last records are missing')}]);
    await until(() => at.read('log').includes('ended'));
    expect(at.read('log')).toBe('before\nbegan\nended\n');
  });

  test('goes on although the output of a finished step was deleted', async () => {
    rmSync(attempt('run'), {recursive: true});
    expect((await resumed()).is).toBe('succeeded');
  });
});

/** Adds a whole record with an event that nobody knows. */
function appendRecord(event: string): void {
  const last = JSON.parse(lines().at(-2) ?? '{}') as {
    readonly seq: number;
    readonly epoch: number;
    readonly hash: string;
  };
  const {line} = encodeRecord({seq: last.seq + 1, at: Date.now(), events: [{event} as never]}, last.epoch, last.hash);
  writeFileSync(journal(), line, {flag: 'a'});
}
