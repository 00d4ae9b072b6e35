import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {RunHandle} from '../../../src/engine/contract.ts';
import {editRun} from '../../../src/engine/local/edit-run.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import {takeLock} from '../../../src/journal/lock.ts';
import {summaryOf} from '../../../src/journal/runs.ts';
import {lives, until} from './process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const HELD = 'until [ -e go ]; do sleep 0.02; done';

function yamlOf(lock: string, script: string): string {
  return `lock: ${lock}\nsteps:\n  - run: ${script}\n`;
}

describe.each([
  ['on this machine', 'production', '{name: production, held: wait}'],
  ['in a folder', '{name: production, folder: locks}', '{name: production, held: wait, folder: locks}'],
])('a lock %s', (_, refusing, waiting) => {
  test('is held until its run has ended; who waits is told of it, goes on then, and that is recorded', async () => {
    const first = runbookOf(yamlOf(refusing, HELD));
    const engine = await at.start(at.create(first), first);
    const second = runbookOf(yamlOf(waiting, 'true'));
    const kept = at.create(second);
    const told = Promise.withResolvers<string>();
    const started = at.start(kept, second, {waiting: {tell: told.resolve}});
    expect(await told.promise).toContain(`is held by run ${engine.id} of ada`);
    expect(summaryOf(kept.folder)?.verdict).toBeUndefined();
    at.write('go', '');
    expect((await engine.ended).is).toBe('ended');
    const events: string[] = [];
    const next = await started;
    next.follow((turn) =>
      events.push(...turn.events.flatMap((each) => (each.event === 'noted' ? [each.message] : []))),
    );
    expect(await next.ended).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
    expect(events).toEqual([expect.stringMatching(/^the lock "production" was waited for, /)]);
  });

  test('is refused to others, and not held by those who gave up or never began', async () => {
    const first = runbookOf(yamlOf(refusing, HELD));
    const engine = await at.start(at.create(first), first);
    const start = {runbook: first, by: 'bob', version: '0', folder: at.create(first).folder};
    expect(await startEngine(start)).toMatchObject({ok: false, error: {why: 'lock'}});
    const givenUp = AbortSignal.abort();
    const second = runbookOf(yamlOf(waiting, 'true'));
    const impatient = {...start, runbook: second, folder: at.create(second).folder, waiting: {givenUp}};
    expect(await startEngine(impatient)).toMatchObject({
      ok: false,
      error: {message: expect.stringContaining('given up')},
    });
    at.write('go', '');
    await engine.ended;
    const secret = runbookOf(`secrets: {t: {env: NO_SUCH_SECRET}}\n${yamlOf(refusing, 'echo {{secrets.t}}')}`);
    const missing = {...start, runbook: secret, folder: at.create(secret).folder};
    expect(await startEngine(missing)).toMatchObject({ok: false, error: {why: 'secret'}});
    const last = runbookOf(yamlOf(refusing, 'true'));
    expect((await (await at.start(at.create(last), last)).ended).is).toBe('ended');
  });

  test('that is taken by force ends the work of whoever had it, which is recorded, and nobody guesses about it', async () => {
    const first = runbookOf(yamlOf(refusing, `touch begun; sleep 60 & echo $! > child; ${HELD}; touch first`));
    const kept = at.create(first);
    const engine = await at.start(kept, first);
    await until(() => existsSync(join(at.world, 'child')) && at.read('child') !== '');
    const second = runbookOf(yamlOf(refusing, 'true'));
    const next = await at.start(at.create(second), second, {takeLock: 'it hangs'});
    const notes: string[] = [];
    next.follow((turn) => notes.push(...turn.events.flatMap((each) => (each.event === 'noted' ? [each.message] : []))));
    await next.ended;
    expect(notes[0]).toMatch(new RegExp(`taken by force from run ${engine.id} of ada.*; why: it hangs`));
    const because =
      'the lock "production" was taken over by another run; what was running is ended, and nothing more begins';
    expect(await engine.ended).toEqual({is: 'left', because});
    expect(lives(at.read('child').trim())).toBe(false);
    at.write('go', '');
    const again = await at.start(kept, first, {overNewer: 'it hung'});
    expect(await again.ended).toMatchObject({is: 'ended', verdict: {is: 'failed'}});
    expect(failureIn(again)).toEqual({reason: 'in-doubt', message: 'it was ended when the run lost its lock'});
    expect(readdirSync(at.world)).not.toContain('first');
  });
});

test.each([
  ['a step that only looks is done again', 'read_only: true', 'looked\nlooked\n'],
  ['a probe says whether it happened', 'probe: test -e begun', 'looked\n'],
])('after a lock was lost and had again, %s', async (_, how, done) => {
  const runbook = runbookOf(
    `lock: production\nsteps:\n  - run: echo looked >> log; touch begun; ${HELD}\n    ${how}\n`,
  );
  const kept = at.create(runbook);
  const engine = await at.start(kept, runbook);
  await until(() => existsSync(join(at.world, 'begun')));
  const other = runbookOf(yamlOf('production', 'true'));
  await (await at.start(at.create(other), other, {takeLock: 'it hangs'})).ended;
  expect((await engine.ended).is).toBe('left');
  at.write('go', '');
  expect(await (await at.start(kept, runbook, {overNewer: 'it hung'})).ended).toMatchObject({
    is: 'ended',
    verdict: {is: 'succeeded'},
  });
  expect(at.read('log')).toBe(done);
});

test('a lock that another machine takes by force is lost without a turn of the run', async () => {
  const runbook = runbookOf(yamlOf('{name: production, folder: locks, expires: 1h}', `touch begun; ${HELD}`));
  // Sooner than anybody may write it, lest the test waits for minutes.
  Object.assign(runbook.lock?.shared ?? {}, {expires: 1000});
  const engine = await at.start(at.create(runbook), runbook);
  await until(() => existsSync(join(at.world, 'begun')));
  const elsewhere = at.create(runbook, {state: join(at.state, 'other')});
  const taker = await at.start(elsewhere, runbook, {takeLock: 'it hangs'});
  expect(await engine.ended).toMatchObject({
    is: 'left',
    because: expect.stringContaining(`was taken over by run ${taker.id}`),
  });
  at.write('go', '');
  await taker.ended;
});

function failureIn(engine: RunHandle): unknown {
  const failures: unknown[] = [];
  engine.follow(({events}) => {
    for (const event of events) if (event.event === 'act-ended') failures.push(event.failure);
  })();
  return failures.at(-1);
}

test('a lock whose name reads like a text about it is waited for, and everybody who has it is told of', async () => {
  const runbook = runbookOf(yamlOf('{name: "shop, for all", held: wait}', 'true'));
  const [first, second, third] = [at.create(runbook), at.create(runbook), at.create(runbook)];
  const engine = await at.start(first, runbook);
  await engine.ended;
  const [name = ''] = readdirSync(join(at.state, 'locks'));
  const take = (run: string) => {
    const lock = takeLock(join(at.state, 'locks', name), {by: 'bob', run, at: 1, stands: () => false});
    if (!lock.ok) throw new Error('it is held');
    return lock.value;
  };
  const held = take(second.id);
  const told: string[] = [];
  const other = at.create(runbook);
  const tell = (message: string) => {
    told.push(message);
    if (told.length === 1) take(other.id);
    else held.release();
    if (told.length === 2) writeFileSync(join(at.state, 'locks', name, 'released.3'), '');
  };
  const last = await at.start(third, runbook, {waiting: {tell}});
  expect((await last.ended).is).toBe('ended');
  expect(told).toEqual([
    expect.stringContaining(`is held by run ${second.id} of bob`),
    expect.stringContaining(`is held by run ${other.id} of bob`),
  ]);
});

test('a lock of which nobody can say who has it is refused with its place, and taken by force', async () => {
  const runbook = runbookOf(yamlOf('production', 'true'));
  const kept = at.create(runbook);
  await (await at.start(kept, runbook, {overNewer: 'it hung'})).ended;
  const [name = ''] = readdirSync(join(at.state, 'locks'));
  const folder = join(at.state, 'locks', name);
  rmSync(join(folder, 'released.1'));
  truncateSync(join(folder, 'lock.1'));
  const start = {runbook, by: 'bob', version: '0', folder: at.create(runbook).folder};
  const somebody = `somebody who cannot be read (${join(folder, 'lock.1')}: it is empty)`;
  expect(await startEngine(start)).toEqual({
    ok: false,
    error: {why: 'lock', message: expect.stringContaining(`the lock "production" is held by ${somebody}; if no run`)},
  });
  const taken = at.create(runbook);
  const next = await at.start(taken, runbook, {takeLock: 'I looked'});
  const notes: string[] = [];
  next.follow((turn) => notes.push(...turn.events.flatMap((each) => (each.event === 'noted' ? [each.message] : []))));
  await next.ended;
  expect(notes).toEqual([`the lock "production" was taken by force from ${somebody}; why: I looked`]);
});

describe('a lock that seems to have expired, of a machine whose clock nobody knows', () => {
  const yaml = yamlOf('{name: production, folder: locks, expires: 1h}', 'touch done');
  const holder = {run: 'aaaaaaaaaaaa', by: 'bob', host: 'two', folder: '/no/such/folder', reason: 'Deploy it'};

  /** Starts a run while somebody else holds the lock, who was last heard of an hour ago; gives what it is told first. */
  async function meets(expires: number) {
    const runbook = runbookOf(yaml);
    await (await at.start(at.create(runbook), runbook)).ended;
    const [name = ''] = readdirSync(join(at.world, 'locks'));
    const speak = (number: number, seen: number) =>
      at.write(`locks/${name}/lock.${number}`, JSON.stringify({...holder, since: 1, seen, expires}));
    const ago = Date.now() - 3_600_000;
    speak(3, ago);
    rmSync(join(at.world, 'done'));
    const kept = at.create(runbook);
    const told = Promise.withResolvers<string>();
    const start = {runbook, by: 'ada', version: '0', folder: kept.folder, waiting: {tell: told.resolve}};
    return {started: startEngine(start), told: await told.promise, speak: () => speak(4, ago + 1)};
  }

  test('is looked at for that long, which is said, and taken if nothing is heard', async () => {
    const {started, told} = await meets(50);
    expect(told).toContain('of bob on two ("Deploy it")');
    expect(told).toContain('it is looked at for 50ms, and taken if nothing is heard meanwhile');
    const engine = await started;
    if (!engine.ok) throw new Error(engine.error.message);
    expect((await engine.value.ended).is).toBe('ended');
    expect(at.read('done')).toBe('');
  });

  test('is refused as soon as its holder is heard', async () => {
    const {started, speak} = await meets(1000);
    speak();
    const message = expect.stringContaining('it is free once it was seen for 1s without a word of its engine');
    expect(await started).toMatchObject({ok: false, error: {why: 'lock', message}});
    expect(readdirSync(at.world)).not.toContain('done');
  });
});

test('no engine begins where nobody can say whether one is at work, until somebody does', async () => {
  const runbook = runbookOf('steps:\n  - run: echo done >> log\n');
  const {folder} = at.create(runbook);
  writeFileSync(join(folder, 'lock.1'), '');
  const start = {runbook, by: 'bob', version: '0', folder};
  const refused = await startEngine(start);
  expect(refused).toMatchObject({ok: false, error: {why: 'unknown', message: expect.stringContaining('it is empty')}});
  expect(editRun({folder, before: runbook, after: runbook, by: 'bob'})).toMatchObject({ok: false});
  expect(summaryOf(folder)?.running).toBe(true);
  const [, release = ''] = /touch '(.*)'/.exec(refused.ok ? '' : refused.error.message) ?? [];
  writeFileSync(release, '');
  expect((await (await at.start({id: '' as never, folder}, runbook)).ended).is).toBe('ended');
  expect(at.read('log')).toBe('done\n');
});

test('a lock in a git remote keeps two machines apart, each with its own state folder', async () => {
  const remote = join(at.state, '..', 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', remote]);
  for (const folder of [at.world, join(at.world, 'other')]) {
    mkdirSync(folder, {recursive: true});
    execFileSync('git', ['init', '--quiet', folder]);
    execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', remote]);
  }
  const runbook = runbookOf(yamlOf('{name: production, git: origin}', HELD));
  const engine = await at.start(at.create(runbook), runbook);
  const elsewhere = at.create(runbook, {cwd: join(at.world, 'other'), state: join(at.state, 'other')});
  const start = {runbook, by: 'bob', version: '0', folder: elsewhere.folder};
  expect(await startEngine(start)).toMatchObject({
    ok: false,
    error: {why: 'lock', message: expect.stringContaining(`run ${engine.id} of ada`)},
  });
  at.write('go', '');
  await engine.ended;
  expect(execFileSync('git', ['-C', remote, 'for-each-ref'], {encoding: 'utf8'})).toBe('');
});
