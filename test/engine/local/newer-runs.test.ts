import {afterEach, beforeEach, expect, test} from 'vitest';
import type {RunHandle} from '../../../src/engine/contract.ts';
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
  await new Promise<void>((resolve) => {
    engine.follow(({events}) => {
      if (events.some((event) => event.event === 'intended' && event.effect.do === 'ask')) resolve();
    });
  });
  return engine;
}

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
