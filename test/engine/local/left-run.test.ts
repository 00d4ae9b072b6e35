import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {ControlRequest} from '../../../src/control/request.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {engineProcess, kill} from './killed-engine.ts';
import {until} from './process/rig.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

/** Begins, and then waits to be told to end. */
const HELD = 'touch begun; until [ -e go ]; do sleep 0.02; done; echo looked >> log';

/** A runbook in which a step is held that only looks, after `before`; what follows it changes something. */
const heldWith = (before: string) => `
lock: production
steps:
  - id: g
    steps:
${before}
      - {id: look, read_only: true, run: '${HELD}'}
      - {id: change, run: echo changed >> log, undo: echo changed back >> log}
    always:
      - {id: tidy, run: echo tidied >> log}
`;

const PLAIN = heldWith('');

const requested = (what: Extract<ControlRequest, {readonly ask: 'request'}>['what'], subject?: string) =>
  ({ask: 'request', what, by: 'ada', reason: 'enough', ...(subject !== undefined && {subject})}) as const;

/** A run whose engine was killed while its step is held. */
async function left(text: string): Promise<string> {
  const {folder} = at.create(runbookOf(text));
  const child = engineProcess(folder, text);
  await until(() => existsSync(join(at.world, 'begun')));
  await kill(child);
  return folder;
}

/** Takes a run up for a request only, and lets it come to its end. */
async function takenUp(folder: string, text: string, request: ControlRequest) {
  const engine = await at.start({id: '' as never, folder}, runbookOf(text), {requests: [request]});
  const events: RunEvent[] = [];
  engine.follow((turn) => events.push(...turn.events));
  const end = await engine.ended;
  return {end, begun: events.flatMap((event) => (event.event === 'entered' ? [event.path] : []))};
}

const log = () => (existsSync(join(at.world, 'log')) ? at.read('log') : '');

describe('a run that was left', () => {
  test('is taken up to be stopped: what runs is ended, what is always done is done, nothing else begins', async () => {
    const folder = await left(PLAIN);
    const {end, begun} = await takenUp(folder, PLAIN, requested('stop'));
    expect(end).toEqual({is: 'ended', verdict: {is: 'stopped', reason: 'enough'}});
    expect(begun).toEqual(['/', '/g', '/g/look', '/g!always', '/g!always/tidy']);
    at.write('go', '');
    expect(log()).toBe('tidied\n');
    const next = runbookOf('lock: production\nsteps:\n  - run: echo next >> log\n');
    expect((await (await at.start(at.create(next), next)).ended).is).toBe('ended');
    expect(log()).toBe('tidied\nnext\n');
  });

  test('is stopped at once with nothing more run, and what stays in force is listed', async () => {
    const text = heldWith('      - {id: off, run: echo off >> log, undo: echo on >> log, temporary: run}');
    const folder = await left(text);
    const {end, begun} = await takenUp(folder, text, requested('kill'));
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'stopped'}});
    expect(begun).toEqual(['/', '/g', '/g/off', '/g/look']);
    expect(log()).toBe('off\n');
  });

  test('is stopped with its temporary changes taken back', async () => {
    const text = heldWith('      - {id: off, run: echo off >> log, undo: echo on >> log, temporary: run}');
    const folder = await left(text);
    await takenUp(folder, text, requested('stop'));
    expect(log()).toBe('off\ntidied\non\n');
  });

  test('stops where it is to be taken back and there is nothing to take back', async () => {
    const folder = await left(PLAIN);
    const {end} = await takenUp(folder, PLAIN, requested('rollback'));
    const reason = 'enough; not rolled back: nothing of what was changed says how it is taken back';
    expect(end).toEqual({is: 'ended', verdict: {is: 'stopped', reason}});
    expect(log()).toBe('tidied\n');
  });

  test('is taken back as far as it came', async () => {
    const text = heldWith('      - {id: a, run: echo a >> log, undo: echo a back >> log}');
    const folder = await left(text);
    const {end} = await takenUp(folder, text, requested('rollback'));
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
    expect(log()).toBe('a\ntidied\na back\n');
  });

  test.each([
    [
      'a rollback past what cannot be taken back',
      heldWith('      - {id: tell, run: echo told >> log, irreversible: they know}'),
      requested('rollback'),
      'refused: it cannot be taken back: they know',
    ],
    [
      'a rollback of what never can be',
      `rollback: {impossible: it is one way}\nsteps:\n  - run: '${HELD}'\n`,
      requested('rollback'),
      'refused: it cannot be taken back: it is one way',
    ],
    [
      'the release of a change',
      heldWith('      - {id: off, run: echo off >> log, undo: echo on >> log, temporary: released}'),
      requested('release', 'off'),
      'refused: the run was left and has not ended',
    ],
  ])('stays as it is where %s is refused', async (_, text, request, message) => {
    const folder = await left(text);
    const id = basename(folder);
    const before = readFileSync(runFile(folder, 'journal'), 'utf8');
    const start = {folder, runbook: runbookOf(text), by: 'ada', version: '0', requests: [request]};
    expect(await startEngine(start)).toEqual({
      ok: false,
      error: {why: 'request', message: `${message}; nothing was begun. To end the run: runbook stop ${id}`},
    });
    expect(readFileSync(runFile(folder, 'journal'), 'utf8')).toBe(before);
    const {end} = await takenUp(folder, text, requested('kill'));
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'stopped'}});
  });

  test.each(['stop', 'kill', 'rollback'] as const)(
    'before it began is ended by %s with nothing begun',
    async (what) => {
      const {folder} = at.create(runbookOf(PLAIN));
      const {end, begun} = await takenUp(folder, PLAIN, requested(what));
      expect(end).toMatchObject({is: 'ended', verdict: {is: 'stopped'}});
      expect(begun).toEqual(['/']);
    },
  );

  test('goes on to the end of its rollback, where that is asked for again', async () => {
    const text = `
steps:
  - {id: a, run: echo a >> log, undo: 'touch begun; until [ -e go ]; do sleep 0.02; done; echo a back >> log'}
  - {id: f, read_only: true, run: 'false', on_failure: rollback}
`;
    const folder = await left(text);
    at.write('go', '');
    const {end} = await takenUp(folder, text, requested('rollback'));
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
    expect(log()).toBe('a\na back\n');
  });
});
