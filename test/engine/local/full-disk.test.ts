import {rmSync, symlinkSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {RunEvent} from '../../../src/events/event.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

/** Runs one step on a disk that is full until its engine has ended, and then by an engine that finds room. */
async function onFullDisk(step: string) {
  const runbook = runbookOf(`steps:\n  - ${step}\n`);
  const run = at.create(runbook);
  const room = runFile(run.folder, 'room');
  symlinkSync('/dev/full', room);
  const first = await (await at.start(run, runbook)).ended;
  rmSync(room);
  at.write('room', '');
  const engine = await at.start(run, runbook);
  const events: RunEvent[] = [];
  engine.follow((turn) => events.push(...turn.events));
  return {first, second: await engine.ended, events};
}

const FAILS = 'echo done >> log; test -e room';

test.each([
  ['its probe says that it happened', `{run: ${FAILS}, probe: grep -qx done log}`, 'succeeded', 'done\n'],
  ['its probe says that it did not', `{run: ${FAILS}, probe: grep -qx never log}`, 'succeeded', 'done\ndone\n'],
  ['it only looks, and is done again', `{run: ${FAILS}, read_only: true}`, 'succeeded', 'done\ndone\n'],
  ['nobody is there to be asked', `{run: ${FAILS}}`, 'failed', 'done\n'],
])('a command that fails on a full disk ends the engine, and is in doubt afterwards: %s', async (_, step, is, log) => {
  const {first, second, events} = await onFullDisk(step);
  expect(first).toEqual({is: 'broken', message: expect.stringContaining('there is no space left on the disk')});
  expect(second).toMatchObject({is: 'ended', verdict: {is}});
  expect(events).toContainEqual(
    expect.objectContaining({
      event: 'act-ended',
      did: 'lost',
      failure: {reason: 'in-doubt', message: 'there was no room on the disk when it ended with 1'},
    }),
  );
  expect(at.read('log')).toBe(log);
});

test('a command that fails while there is room is none of that', async () => {
  const {end, events} = await at.run('steps:\n  - run: exit 1\n');
  expect(end).toMatchObject({is: 'ended', verdict: {is: 'failed'}});
  expect(events.filter((event) => event.event === 'act-ended' && event.did === 'lost')).toEqual([]);
});
