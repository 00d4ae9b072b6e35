import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {RunEvent} from '../../src/events/event.ts';
import {type HeldWorld, linesOf, runFolder, until, withHeldWorld} from './held-world.ts';
import {bareEnvironment, type Ended, type Place, runbook, start, withFolder} from './program.ts';

const moments = [
  {during: 'railway up', held: ['railway', 'up'], scenario: 'healthy', status: 0, step: 'up'},
  {
    during: 'the smoke tests',
    held: ['npm', 'run test:production:smoke'],
    scenario: 'healthy',
    status: 0,
    step: 'smoke_tests',
  },
  {
    during: 'the rollback',
    held: ['railway', 'deployments rollback *'],
    scenario: 'errors-rise',
    status: 3,
    step: undefined,
  },
] as const;

describe.concurrent('an engine that is killed', {timeout: 120_000}, () => {
  it.each(moments)('during $during: the command goes on, and so does the next engine, to exit $status', (moment) =>
    inHeldWorld(moment, async (held) => {
      await killWhileHeld(held);
      const resumed = start(['resume'], held.place);
      await until(() => engineStarts(held) === 2);
      held.letGo();
      const ended = await resumed.ended;
      expect(ended.status, ended.out + ended.err).toBe(moment.status);
      expect(ended.out).toContain('taken up by');
      await expectDoneOnce(held);
      if (moment.step !== undefined) await expectShown(held, moment.step);
    }),
  );

  it('during railway up, which ends while no engine lives: it counts as it ended', () =>
    inHeldWorld(moments[0], async (held) => {
      await killWhileHeld(held);
      held.letGo();
      await until(held.ended);
      const ended = await runbook(['resume'], held.place);
      expect(ended.status, ended.out + ended.err).toBe(0);
      await expectDoneOnce(held);
    }));

  it('while somebody is attached: they are told, each line they had is whole, and the run goes on', () =>
    withFolder(async (folder) => {
      const place = {cwd: folder, env: bareEnvironment(folder)};
      writeFileSync(join(folder, 'held.yaml'), HELD);
      const engine = start(['exec', 'held.yaml'], place);
      await Promise.race([until(() => textOf(join(folder, 'log')) === 'begun\n'), endedEarly(engine.ended)]);
      const attached = start(['attach', '--format', 'json'], place);
      let heard = '';
      attached.child.stdout?.on('data', (text: string) => {
        heard += text;
      });
      await Promise.race([until(() => heard.includes('"event":"intended"')), endedEarly(attached.ended)]);
      engine.child.kill('SIGKILL');
      const {status, out, err} = await attached.ended;
      expect(status).toBe(6);
      expect(err).toMatch(/^runbook: the engine of this run is gone; go on with: runbook resume \w{12}\n$/);
      expect(out.endsWith('\n')).toBe(true);
      const events = out.trimEnd().split('\n');
      expect(events.map((line) => JSON.parse(line).event)).toContain('run-started');
      writeFileSync(join(folder, 'go'), '');
      expect(await runbook(['resume'], place)).toMatchObject({status: 0});
      expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('begun\nended\nafter\n');
    }));

  it('while a person is asked: the question stays, and the answer is given to the next engine', () =>
    withFolder(async (folder) => {
      const place = {cwd: folder, env: bareEnvironment(folder)};
      writeFileSync(join(folder, 'gate.yaml'), GATE);
      const first = start(['exec', 'gate.yaml'], place);
      const id = await Promise.race([askingRun(folder), endedEarly(first.ended)]);
      first.child.kill('SIGKILL');
      expect((await first.ended).signal).toBe('SIGKILL');
      const unheard = await runbook(['pause', id], place);
      expect(unheard).toMatchObject({status: 5, out: ''});
      expect(unheard.err).toContain(`go on with it first: runbook resume ${id}`);
      const second = start(['resume', id], place);
      await until(() => engineStartsIn(join(folder, 'state', 'runs', id)) === 2);
      expect(await approved(id, place)).toMatchObject({status: 0, err: ''});
      const ended = await second.ended;
      expect(ended.status, ended.out + ended.err).toBe(0);
      expect(ended.err).toContain(`answer it with: runbook approve ${id} /go_no_go\n`);
      expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('before\nafter\n');
      const events = await eventsOf(place);
      expect(events.filter((event) => event.event === 'answered')).toMatchObject([{by: 'ada', value: 'yes'}]);
    }));
});

const HELD = `runbook: held
title: Wait in a step
steps:
  - run: echo begun >> log; until [ -e go ]; do sleep 0.02; done; echo ended >> log
  - run: echo after >> log
`;

const GATE = `runbook: gate
title: Wait at a gate
steps:
  - run: echo before >> log
  - id: go_no_go
    approve: {what: The change, expires: 1h}
  - run: echo after >> log
`;

function inHeldWorld(
  {held, scenario}: {readonly held: readonly [string, string]; readonly scenario: string},
  use: (held: HeldWorld) => Promise<void>,
): Promise<void> {
  return withFolder((folder) => withHeldWorld(folder, {scenario, held}, use));
}

/** Executes the reference runbook and kills its engine once the held call has begun. */
async function killWhileHeld({world, api, place, begun}: HeldWorld): Promise<void> {
  const given = ['--input', `api=${api}`, '--input', 'changes=One', '--outside-window', 'a test'];
  const words = ['exec', 'production-deploy.yaml', ...given, '--yes', '--answers', world.answers];
  const {child, ended} = start(words, place);
  await Promise.race([until(() => begun() > 0), endedEarly(ended)]);
  child.kill('SIGKILL');
  const killed = await ended;
  expect(killed.signal, killed.out + killed.err).toBe('SIGKILL');
}

/** The held call, and what it stands for, happened once, and the journal tells of two engines and of nothing lost. */
async function expectDoneOnce({world, begun, place}: HeldWorld): Promise<void> {
  expect(begun()).toBe(1);
  expect(linesOf(join(world.state, 'calls')).filter((call) => call === 'up')).toEqual(['up']);
  const events = await eventsOf(place);
  expect(events.filter((event) => event.event === 'engine-started')).toHaveLength(2);
  expect(events.filter((event) => event.event === 'act-ended' && event.did === 'lost')).toEqual([]);
  const attempts = events.flatMap((event) => (event.event === 'intended' ? [event.effect.key] : []));
  const intended = attempts.filter((key) => key.includes(' #'));
  expect(intended).toEqual([...new Set(intended)]);
}

async function expectShown({place}: HeldWorld, step: string): Promise<void> {
  const shown = await runbook(['show', (await runs(place))[0]?.id ?? '', step, '--json'], place);
  expect(shown).toMatchObject({status: 0, err: ''});
  expect(JSON.parse(shown.out)).toMatchObject({state: 'succeeded', attempts: [{}]});
}

async function runs(place: Place): Promise<readonly {readonly id: string}[]> {
  return JSON.parse((await runbook(['runs', '--json'], place)).out);
}

/** The events of the newest run, as `show --json` gives them. */
async function eventsOf(place: Place): Promise<readonly RunEvent[]> {
  const {out} = await runbook(['show', '--json'], place);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RunEvent);
}

function engineStarts({world}: HeldWorld): number {
  return engineStartsIn(runFolder(world));
}

function engineStartsIn(folder: string): number {
  return readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('"event":"engine-started"').length - 1;
}

/** Waits until the only run in `folder` asks; its id. */
async function askingRun(folder: string): Promise<string> {
  const state = join(folder, 'state', 'runs');
  let id = '';
  await until(() => {
    id = namesIn(state)[0] ?? '';
    return id !== '' && textOf(join(state, id, 'journal.jsonl')).includes('"do":"ask"');
  });
  return id;
}

async function endedEarly(ended: Promise<Ended>): Promise<never> {
  const {status, out, err} = await ended;
  throw new Error(`ended with ${status}:\n${out}${err}`);
}

/** Approves as soon as the engine listens. */
async function approved(id: string, place: Place): Promise<Ended> {
  for (;;) {
    const ended = await runbook(['approve', id, 'go_no_go', '--by', 'ada'], place);
    if (ended.status !== 5 || !ended.err.includes('nothing is at work')) return ended;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
