import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {askEngine} from '../../../src/control/client.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {engineProcess, kill} from './killed-engine.ts';
import {until} from './process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const DEPLOY = `
steps:
  - id: before
    run: echo before >> log
  - id: up
    run: |
      echo up began >> log
      until [ -e go ]; do sleep 0.01; done
      echo up ended >> log
      echo deployed 7
    capture: {n: 'int(stdout.trim().split(" ")[1])'}
  - id: after
    run: echo after {{steps.up.n}} >> log
`;

async function resumed(folder: string, text: string): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const engine = await at.start({id: '' as never, folder}, runbookOf(text));
  engine.follow((turn) => events.push(...turn.events));
  expect(await engine.ended).toEqual({is: 'ended', verdict: {is: 'succeeded', accepted: 0}});
  return events;
}

const has = (text: string) => existsSync(join(at.world, 'log')) && at.read('log').includes(text);

describe('an engine killed while a command runs', () => {
  test('the next finds it running, and it runs once', async () => {
    const {folder} = at.create(runbookOf(DEPLOY));
    const child = engineProcess(folder, DEPLOY);
    await until(() => has('up began'));
    await kill(child);
    const going = resumed(folder, DEPLOY);
    at.write('go', '');
    const events = await going;
    expect(at.read('log')).toBe('before\nup began\nup ended\nafter 7\n');
    expect(events.filter((event) => event.event === 'engine-started')).toHaveLength(2);
    expect(events.filter((event) => event.event === 'act-ended').map(({did}) => did)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
  });

  test('the next finds its status if it ended meanwhile', async () => {
    const {folder} = at.create(runbookOf(DEPLOY));
    const child = engineProcess(folder, DEPLOY);
    await until(() => has('up began'));
    await kill(child);
    at.write('go', '');
    await until(() => has('up ended'));
    await resumed(folder, DEPLOY);
    expect(at.read('log')).toBe('before\nup began\nup ended\nafter 7\n');
  });
});

test('killed at any moment, every step is done once, in order', {timeout: 60_000}, async () => {
  const text = `steps:\n${Array.from({length: 8}, (_, n) => `  - run: echo ${n} >> log; sleep 0.02\n`).join('')}`;
  const {folder} = at.create(runbookOf(text));
  for (let round = 0; round < 3; round += 1) {
    const child = engineProcess(folder, text);
    await Promise.race([
      new Promise((resolve) => child.on('message', resolve)),
      new Promise((resolve) => child.on('exit', resolve)),
    ]);
    await new Promise((resolve) => setTimeout(resolve, round * 25));
    if (child.exitCode === null) await kill(child);
  }
  await resumed(folder, text);
  expect(at.read('log')).toBe('0\n1\n2\n3\n4\n5\n6\n7\n');
});

test('one run has one engine; it says who is at work', async () => {
  const text = 'steps:\n  - manual: Wait\n';
  const runbook = runbookOf(text);
  const {folder} = at.create(runbook, {attended: true});
  const engine = await at.start({id: '' as never, folder}, runbook);
  const second = await startEngine({folder, runbook, by: 'bob', version: '0'});
  expect(second).toMatchObject({
    ok: false,
    error: {why: 'engine', message: expect.stringContaining(`process ${process.pid}`)},
  });
  expect(await askEngine(folder, {ask: 'hello'})).toMatchObject({ok: true});
  await engine.leave('the test is over');
  expect(await engine.ended).toEqual({is: 'left', because: 'the test is over'});
  expect(await askEngine(folder, {ask: 'hello'})).toBe('no engine');
});

test('what a killed engine left of a measurement is removed, for nobody has masked it', async () => {
  const runbook = runbookOf('steps:\n  - run: echo done >> log\n');
  const kept = at.create(runbook);
  const samples = join(kept.folder, 'samples');
  mkdirSync(join(samples, 'attempts', 'monitor-errors'), {recursive: true});
  writeFileSync(join(samples, 'attempts', 'monitor-errors', 'stdout'), 'planted-4711');
  expect((await (await at.start(kept, runbook)).ended).is).toBe('ended');
  expect(existsSync(samples)).toBe(false);
});

test('what measures a monitor prints into that folder', async () => {
  await at.run(`monitors:
  errors:
    title: Errors
    probe: ls -d ${at.state}/runs/*/samples/attempts/* > listing; mv listing listed; echo 1
    value: int(stdout)
    every: 20ms
    breach: value > 9
    during: waits
steps:
  - id: waits
    run: until [ -e listed ]; do sleep 0.01; done
`);
  expect(at.read('listed')).toContain('/samples/attempts/monitor-errors');
});
