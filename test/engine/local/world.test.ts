import childProcess from 'node:child_process';
import {EventEmitter} from 'node:events';
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const TEXT = `
steps:
  - run: echo one >> log
    undo: echo unone >> log
  - run: echo two >> log
    expect: {stdout: {empty: true}}
`;

/** Functions that touch the disk, as the engine uses them. */
const TOUCHES = ['writeFileSync', 'openSync', 'mkdirSync', 'writeSync', 'fdatasyncSync', 'appendFileSync'] as const;

/** Makes the `n`-th use of the disk below `folder` fail with `code`, and every later one while `lasting`. */
function failing(
  folder: string,
  {n, code}: {readonly n: number; readonly code: string},
): {readonly uses: () => number; readonly mend: () => void} {
  const originals = TOUCHES.map((name) => [name, fs[name]] as const);
  const descriptors = new Set<unknown>();
  let uses = 0;
  for (const [name, original] of originals) {
    const isOurs = (where: unknown) =>
      typeof where === 'number' ? descriptors.has(where) : String(where).startsWith(folder);
    const broken = (...words: unknown[]) => {
      const ours = isOurs(words[0]);
      const looks = name === 'openSync' && (words[1] ?? 'r') === 'r';
      if (ours && !looks) {
        uses += 1;
        if (uses === n) throw Object.assign(new Error(`${code}: it fails`), {code, syscall: name});
      }
      const result = (original as (...words: unknown[]) => unknown)(...words);
      if (ours && name === 'openSync') descriptors.add(result);
      return result;
    };
    (fs as unknown as Record<string, unknown>)[name] = broken;
  }
  syncBuiltinESMExports();
  return {
    uses: () => uses,
    mend: () => {
      for (const [name, original] of originals) (fs as unknown as Record<string, unknown>)[name] = original;
      syncBuiltinESMExports();
    },
  };
}

async function runOnce(folder: string): Promise<{readonly is: string; readonly events: readonly RunEvent[]}> {
  const runbook = runbookOf(TEXT);
  const started = await startEngine({folder, runbook, by: 'ada', version: '0', grace: 400});
  if (!started.ok) return {is: started.error.why, events: []};
  const events: RunEvent[] = [];
  started.value.follow((turn) => events.push(...turn.events));
  const end = await started.value.ended;
  return {is: end.is === 'ended' ? end.verdict.is : end.is, events};
}

describe('a disk that fails', {timeout: 120_000}, () => {
  test.each([
    ['ENOSPC', 2],
    ['EIO', 5],
    ['EMFILE', 7],
  ])(
    'at a use with %s stops the engine or changes nothing; the next goes on to the end, and nothing is done twice',
    async (code, stride) => {
      const ends = new Set<string>();
      for (let n = 1; ; n += stride) {
        const {folder} = at.create(runbookOf(TEXT));
        const disk = failing(folder, {n, code});
        const first = await runOnce(folder).finally(disk.mend);
        ends.add(first.is);
        expect(['succeeded', 'broken', 'disk'], `use ${n}`).toContain(first.is);
        const second = first.is === 'succeeded' ? first : await runOnce(folder);
        expect(second.is, `use ${n}`).toBe('succeeded');
        expect(at.read('log'), `use ${n}`).toBe('one\ntwo\n');
        at.write('log', '');
        if (disk.uses() < n) break;
      }
      expect([...ends].toSorted()).toEqual(['broken', 'disk', 'succeeded']);
    },
  );
});

test('where no process can be made, the run is left as it is, and the next engine goes on', async () => {
  const {folder} = at.create(runbookOf(TEXT));
  const {spawn} = childProcess;
  childProcess.spawn = (() => Object.assign(new EventEmitter(), {stdio: []})) as unknown as typeof spawn;
  syncBuiltinESMExports();
  const first = await runOnce(folder).finally(() => {
    childProcess.spawn = spawn;
    syncBuiltinESMExports();
  });
  expect(first.is).toBe('broken');
  expect(first.events.filter(({event}) => event === 'left' || event === 'act-ended')).toEqual([]);
  expect((await runOnce(folder)).is).toBe('succeeded');
  expect(at.read('log')).toBe('one\ntwo\n');
});
