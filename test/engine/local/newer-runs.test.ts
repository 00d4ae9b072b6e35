import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {RunHandle} from '../../../src/engine/contract.ts';
import {editRun} from '../../../src/engine/local/edit-run.ts';
import type {EngineStart} from '../../../src/engine/local/engine.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const DEPLOY = `
inputs:
  fails: {type: bool, default: 'false'}
steps:
  - {id: up, run: echo up >> log, undo: echo down >> log}
  - {id: check, if: inputs.fails, read_only: true, run: exit 1}
`;

const LOOK = `
steps:
  - {id: look, read_only: true, run: cat log}
  - {id: check, read_only: true, run: exit 1}
`;

/** A run that asks what to do about its failure. */
async function asking(): Promise<RunHandle> {
  const runbook = runbookOf(DEPLOY);
  const engine = await at.start(at.create(runbook, {attended: true, inputs: {fails: true}}), runbook);
  await asks(engine);
  return engine;
}

function asks(engine: RunHandle): Promise<void> {
  return new Promise((resolve) => {
    engine.follow(({events}) => {
      if (events.some((event) => event.event === 'intended' && event.effect.do === 'ask')) resolve();
    });
  });
}

const stop = {ask: 'request', what: 'stop', by: 'ada'} as const;
const rollback = {ask: 'request', what: 'rollback', by: 'ada'} as const;

test('a run under way is taken back over what later ones changed only if somebody says why', async () => {
  const engine = await asking();
  const newer = await at.run(DEPLOY, {inputs: {fails: false}});
  expect(newer.end).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
  const refused = {ok: false, message: expect.stringContaining('a later run of this runbook changed something since')};
  expect(await engine.ask(rollback)).toMatchObject(refused);
  const answer = {ask: 'answer', step: 'check', value: 'rollback', by: 'ada', via: 'terminal'} as const;
  expect(await engine.ask(answer)).toMatchObject(refused);
  expect(await engine.ask({...rollback, overNewer: 'it is another server'})).toMatchObject({ok: true});
  expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
  expect(at.read('log')).toBe('up\nup\ndown\n');
});

test('later runs that only looked, were taken back or lie elsewhere are nothing to mind', async () => {
  const engine = await asking();
  await at.run(LOOK);
  await at.run(DEPLOY, {inputs: {fails: false}, cwd: at.state});
  const other = runbookOf(DEPLOY);
  const taken = at.create(other, {inputs: {fails: false}});
  await (await at.start(taken, other)).ended;
  await (await at.start(taken, other, {requests: [rollback]})).ended;
  expect(await engine.ask(rollback)).toMatchObject({ok: true});
  expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
});

describe('a run that was left', () => {
  /** One that did its first step, and whose engine left it when the second failed. */
  async function left(): Promise<string> {
    const engine = await asking();
    await engine.leave('for a test');
    return join(at.state, 'runs', engine.id);
  }

  const changes = () => at.run(DEPLOY, {inputs: {fails: false}});
  const runbook = runbookOf(DEPLOY);
  const start = (folder: string, more: Partial<EngineStart> = {}) =>
    startEngine({folder, runbook, by: 'ada', version: '0', ...more});

  test('goes on over what later ones changed only if somebody says why, once, and that is recorded', async () => {
    const folder = await left();
    const newer = await changes();
    const message = expect.stringMatching(
      new RegExp(
        `^refused: a later run .*: run ${basename(newer.folder)} of ada \\(.*Z\\); .*--over-newer REASON; nothing`,
      ),
    );
    expect(await start(folder)).toEqual({ok: false, error: {why: 'request', message}});
    const before = readFileSync(runFile(folder, 'journal'), 'utf8');
    const edited = editRun({folder, before: runbook, after: runbook, by: 'ada'});
    expect(edited).toEqual({ok: false, error: [expect.stringContaining('a later run of this runbook')]});
    expect(readFileSync(runFile(folder, 'journal'), 'utf8')).toBe(before);
    const going = await at.start({id: '' as never, folder}, runbook, {overNewer: 'it is another server'});
    const events: RunEvent[] = [];
    going.follow((turn) => events.push(...turn.events));
    await going.leave('for a test');
    expect(events.findLast(({event}) => event === 'engine-started')).toMatchObject({overNewer: 'it is another server'});
    const again = await at.start({id: '' as never, folder}, runbook);
    await again.leave('for a test');
    await changes();
    expect(await start(folder)).toMatchObject({ok: false, error: {why: 'request'}});
    const stopped = await at.start({id: '' as never, folder}, runbook, {requests: [stop]});
    expect(await stopped.ended).toMatchObject({verdict: {is: 'stopped'}});
  });

  test('is held back by one that changed something before this one did anything', async () => {
    const text = 'steps:\n  - {id: gate, manual: Go?}\n  - {id: up, run: echo up >> log}\n';
    const waiting = at.create(runbookOf(text), {attended: true});
    await (await at.start(waiting, runbookOf(text))).leave('for a test');
    await changes();
    expect(await start(waiting.folder)).toMatchObject({ok: false, error: {why: 'request'}});
  });

  test('goes on beside one that had begun before it did something, and over those that leave nothing', async () => {
    const text = `${DEPLOY}  - {id: gate, manual: Go?}\n  - {id: more, run: echo more >> log}\n`;
    const beside = at.create(runbookOf(text), {attended: true, inputs: {fails: false}});
    const engine = await at.start(beside, runbookOf(text));
    const folder = await left();
    await at.run(LOOK);
    await at.run(DEPLOY, {inputs: {fails: false}, cwd: at.state});
    await asks(engine);
    const answer = {ask: 'answer', step: 'gate', value: {}, by: 'ada', via: 'terminal'} as const;
    expect(await engine.ask(answer)).toMatchObject({ok: true});
    await engine.ended;
    expect(at.read('log')).toBe('up\nup\nmore\n');
    expect((await start(folder)).ok).toBe(true);
  });
});
