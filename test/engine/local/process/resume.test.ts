import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {attemptOf, BLANK_EXIT, inspectAttempt} from '../../../../src/engine/local/process/attempt.ts';
import {membersOf, wrapperName} from '../../../../src/engine/local/process/find-processes.ts';
import {wrapperText} from '../../../../src/engine/local/process/wrapper.ts';
import {exitOf, formsOf, KEY, type Rig, rig, until} from './rig.ts';

let at: Rig;
beforeEach(() => {
  at = rig();
});
afterEach(() => at.remove());

const SAME_BOOT = {resumed: {sameBoot: true}};
const held = 'echo began >> log; touch ready; until [ -e go ]; do sleep 0.01; done; echo ended >> log; exit 3';

/** Starts a command with an engine that then leaves. */
async function begun(script: string): Promise<void> {
  const left = new AbortController();
  void at.command({script}, {left: left.signal});
  await until(() => existsSync(join(at.world, 'ready')));
  left.abort();
}

describe('an engine that comes after another', () => {
  test('finds the command running, follows it to its end, and does not start it again', async () => {
    await begun(held);
    const performing = at.command({script: held}, SAME_BOOT);
    writeFileSync(join(at.world, 'go'), '');
    expect(exitOf(await performing)).toBe(3);
    expect(readFileSync(join(at.world, 'log'), 'utf8')).toBe('began\nended\n');
  });

  test('finds the status of one that ended meanwhile', async () => {
    await begun(held);
    writeFileSync(join(at.world, 'go'), '');
    await until(() => at.file('exit').startsWith('3'));
    expect(exitOf(await at.command({script: held}, SAME_BOOT))).toBe(3);
    expect(exitOf(await at.command({script: held}, {resumed: {sameBoot: false}}))).toBe(3);
  });

  test('starts what was never started, once', async () => {
    const {folder} = attemptOf(at.run, KEY, 1);
    mkdirSync(folder, {recursive: true});
    expect(exitOf(await at.command({script: 'echo ran >> log'}, SAME_BOOT))).toBe(0);
    expect(exitOf(await at.command({script: 'echo ran >> log'}, SAME_BOOT))).toBe(0);
    expect(readFileSync(join(at.world, 'log'), 'utf8')).toBe('ran\n');
  });

  test('masks what one printed of which nobody knows how it ended', async () => {
    const secret = 'planted-4711';
    const script = `touch ready; until [ -e go ]; do sleep 0.01; done; echo ${secret}; touch printed; until [ -e no ]; do sleep 0.01; done`;
    await begun(script);
    writeFileSync(join(at.world, 'go'), '');
    await until(() => existsSync(join(at.world, 'printed')));
    const {token} = attemptOf(at.run, KEY, 1);
    for (const {pid} of membersOf(token, undefined)) killIfThere(pid);
    await until(() => membersOf(token, undefined).length === 0);
    expect(at.file('stdout')).toContain(secret);
    const forms = () => formsOf(secret);
    expect(await at.command({script}, {...SAME_BOOT, forms})).toMatchObject({did: 'lost'});
    expect(at.file('stdout')).toBe(`${'*'.repeat(secret.length)}\n`);
  });

  test('ends one whose output is kept nowhere, if it is no longer wanted', async () => {
    const left = new AbortController();
    void at.command({script: held}, {left: left.signal, withhold: 'sensitive'});
    await until(() => existsSync(join(at.world, 'ready')));
    left.abort();
    const {token} = attemptOf(at.run, KEY, 1);
    const cancelled = AbortSignal.abort();
    const performed = await at.command({script: held}, {...SAME_BOOT, withhold: 'sensitive', cancelled});
    expect(performed).toEqual({did: 'cancelled'});
    expect(membersOf(token, undefined)).toEqual([]);
  });

  test('is in doubt about one whose wrapper was killed, and about any after another boot', async () => {
    await begun(held);
    const {token} = attemptOf(at.run, KEY, 1);
    for (const {pid} of membersOf(token, undefined)) killIfThere(pid);
    await until(() => membersOf(token, undefined).length === 0);
    expect(await at.command({script: held}, SAME_BOOT)).toMatchObject({did: 'lost'});
    expect(await at.command({script: held}, {resumed: {sameBoot: false}})).toMatchObject({did: 'lost'});
    expect(readFileSync(join(at.world, 'log'), 'utf8')).toBe('began\n');
  });

  test('knows one that an engine had begun to kill', async () => {
    await begun('trap "" TERM; touch ready; while :; do sleep 0.02; done');
    const {folder, token} = attemptOf(at.run, KEY, 1);
    writeFileSync(join(folder, 'killed'), 'cancelled');
    for (const {pid} of membersOf(token, undefined)) killIfThere(pid);
    await until(() => membersOf(token, undefined).length === 0);
    expect(await at.command({}, SAME_BOOT)).toMatchObject({did: 'cancelled'});
  });
});

test('of a late wrapper and a resuming engine exactly one passes the fence', async () => {
  const won = {wrapper: 0, engine: 0};
  // Milliseconds that the wrapper has for itself.
  let lead = 1;
  for (let round = 0; round < 200; round += 1) {
    const attempt = attemptOf(at.run, `/race #${round}`, 1);
    mkdirSync(attempt.folder, {recursive: true});
    writeFileSync(join(attempt.folder, 'exit'), BLANK_EXIT);
    const output = openSync('/dev/null', 'w');
    const text = wrapperText({prelude: false, filtered: false, merge: false, umask: 0o022});
    const child = spawn('/bin/sh', ['-c', text, wrapperName(attempt.token), attempt.folder, '/', 'true'], {
      stdio: ['ignore', output, output],
    });
    const gone = new Promise((resolve) => child.on('exit', resolve));
    if (lead > 0) await new Promise((resolve) => setTimeout(resolve, lead));
    const state = inspectAttempt(attempt, true);
    await gone;
    const ran = readFileSync(join(attempt.folder, 'exit'), 'utf8').startsWith('0\n');
    expect(ran).toBe(state.is !== 'never-started');
    won[ran ? 'wrapper' : 'engine'] += 1;
    // However fast the machine is, the next race is closer.
    lead = Math.max(0, lead + (ran ? -0.5 : 0.5));
  }
  expect(won.wrapper).toBeGreaterThan(0);
  expect(won.engine).toBeGreaterThan(0);
});

/** One that took another along may be gone by now. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
