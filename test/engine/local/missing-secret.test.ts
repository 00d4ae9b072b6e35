import {existsSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {RunHandle} from '../../../src/engine/contract.ts';
import type {KeptRun} from '../../../src/engine/local/create-run.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {lives, until} from './process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
  at.write('secret', SECRET);
  at.write('copy', `it is ${SECRET}\n`);
});
afterEach(() => at.remove());

const SECRET = 'planted-4711-secret';

const runbook = runbookOf(`lock: production
secrets: {t: {file: secret}}
steps:
  - id: up
    run: echo up >> log
    undo: {run: 'echo down >> log; cat copy', capture: {said: stdout}}
  - id: key
    run: 'printf %s {{secrets.t}} > given; echo key >> log'
    undo: 'printf %s {{secrets.t}} > given; echo unkey >> log'
  - id: hangs
    run: |
      echo $$ > pid; touch begun
      until [ -e go ]; do sleep 0.02; done
      cat copy
      touch printed
      until [ -e end ]; do sleep 0.02; done
`);

const ask = (what: 'stop' | 'kill' | 'rollback' | 'release' | 'pause') =>
  ({ask: 'request', what, by: 'ada', reason: 'the secret is gone'}) as const;

/** A run that its engine left in the middle of a command, and whose secret is gone. */
async function left(attended = false): Promise<KeptRun> {
  const kept = at.create(runbook, {attended});
  const engine = await at.start(kept, runbook);
  await until(() => existsSync(join(at.world, 'begun')));
  await engine.leave('a test');
  rmSync(join(at.world, 'secret'));
  return kept;
}

function heard(engine: RunHandle): readonly RunEvent[] {
  const events: RunEvent[] = [];
  engine.follow((turn) => events.push(...turn.events));
  return events;
}

/** Files of the run that hold the secret. */
function leaks({folder}: KeptRun): readonly string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => {
    const file = join(folder, name);
    return statSync(file).isFile() && readFileSync(file, 'latin1').includes(SECRET);
  });
}

describe('a run that was left and whose secret is gone', () => {
  test.each([
    ['is not gone on with', []],
    ['is not paused', [ask('pause')]],
    ['is not released, for it would go on', [ask('release')]],
  ])('%s; what to do is said', async (_, requests) => {
    const {folder, id} = await left();
    at.write('go', '');
    await until(() => existsSync(join(at.world, 'printed')));
    at.write('end', '');
    await until(() => !lives(at.read('pid').trim()));
    const message = expect.stringMatching(
      new RegExp(`the secret "t" is missing: .*bring it back, or end the run without it: runbook stop ${id}|refused: `),
    );
    expect(await startEngine({folder, runbook, by: 'ada', version: '0', requests})).toMatchObject({
      ok: false,
      error: {message},
    });
  });

  test.each(['stop', 'kill'] as const)('is ended by %s, and its lock is free then', async (what) => {
    const kept = await left();
    const engine = await at.start(kept, runbook, {requests: [ask(what)]});
    const events = heard(engine);
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'stopped'}});
    expect(events).toContainEqual({
      event: 'noted',
      message: expect.stringMatching(/^the secret "t" is missing: .*; the run is ended without it: /),
    });
    const other = runbookOf('lock: production\nsteps:\n  - run: "true"\n');
    expect((await (await at.start(at.create(other), other)).ended).is).toBe('ended');
  });

  test('is taken back as far as that needs no secret, and what fails names it', async () => {
    const kept = await left();
    const engine = await at.start(kept, runbook, {requests: [ask('rollback')]});
    const events = heard(engine);
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'rollback-failed'}});
    expect(events).toContainEqual(
      expect.objectContaining({
        event: 'act-ended',
        did: 'failed',
        failure: {reason: 'no-value', message: expect.stringMatching(/^the secret "t" is missing: /)},
      }),
    );
    expect(at.read('log')).toBe('up\nkey\n');
  });

  test('asks about the undo that needs it; once it is back, that goes on', async () => {
    const kept = await left(true);
    const engine = await at.start(kept, runbook, {requests: [ask('rollback')]});
    const asked = Promise.withResolvers<string>();
    engine.follow(({events}) => {
      for (const event of events) {
        if (event.event !== 'intended' || event.effect.do !== 'ask') continue;
        if (event.effect.what === 'undo-failed') asked.resolve(event.effect.key);
      }
    });
    const step = await asked.promise;
    at.write('secret', SECRET);
    await engine.ask({ask: 'answer', step, value: 'retry', by: 'ada', via: 'test'});
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
    expect(at.read('log')).toBe('up\nkey\nunkey\ndown\n');
    expect(leaks(kept)).toEqual([]);
  });
});

describe('a command that was given what is gone', () => {
  const hanging = (given: string) =>
    runbookOf(`secrets: {t: {file: secret}}
steps:
  - {id: login, run: printf planted-by-a-step, capture: {key: stdout}, sensitive: [key]}
  - id: hangs
    run: |
      : ${given}; echo begun >> log; echo $$ > pid
      until [ -e end ]; do sleep 0.02; done
      echo ended >> log
`);

  async function leftIn(given: string): Promise<KeptRun> {
    const kept = at.create(hanging(given));
    const engine = await at.start(kept, hanging(given));
    await until(() => existsSync(join(at.world, 'pid')) && at.read('pid') !== '');
    await engine.leave('a test');
    return kept;
  }

  test.each([
    ['a secret', '{{secrets.t}}'],
    ['a capture that only its engine knew', '{{steps.login.key}}'],
  ])('such as %s, is found and ended by a stop', async (_, given) => {
    const kept = await leftIn(given);
    rmSync(join(at.world, 'secret'));
    const engine = await at.start(kept, hanging(given), {requests: [ask('stop')]});
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'stopped'}});
    expect(lives(at.read('pid').trim())).toBe(false);
  });

  test('is waited for by a resume, which does not know then what came of it', async () => {
    const given = '{{steps.login.key}}';
    const kept = await leftIn(given);
    const engine = await at.start(kept, hanging(given));
    at.write('end', '');
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'failed'}});
    expect(heard(engine)).toContainEqual(
      expect.objectContaining({
        event: 'act-ended',
        did: 'lost',
        failure: {reason: 'in-doubt', message: expect.stringContaining('nobody can judge how it ended: ')},
      }),
    );
    expect(at.read('log')).toBe('begun\nended\n');
  });
});

test('what commands print is withheld while a secret that it may hold is not known', async () => {
  const kept = await left();
  at.write('go', '');
  await until(() => existsSync(join(at.world, 'printed')));
  expect(leaks(kept)).toEqual([expect.stringContaining('stdout')]);
  const quiet = runbookOf(
    runbook.files[0]?.text.replace('printf %s {{secrets.t}} > given; echo unkey', 'echo unkey') ?? '',
  );
  const engine = await at.start(kept, quiet, {requests: [ask('rollback')]});
  const events = heard(engine);
  expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
  expect(at.read('log')).toBe('up\nkey\nunkey\ndown\n');
  expect(JSON.stringify(events)).not.toContain(SECRET);
  expect(leaks(kept)).toEqual([]);
});
