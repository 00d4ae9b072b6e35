import {fdatasyncSync, writeSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {RunEvent} from '../../../src/events/event.ts';
import type {Disk} from '../../../src/journal/append.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

/** A disk that breaks at its `n`-th write: what an engine that dies there leaves behind. */
function breaksAt(n: number): Disk {
  let writes = 0;
  return {
    write: (descriptor, bytes, offset) => {
      writes += 1;
      if (writes === n) throw Object.assign(new Error('input/output error'), {code: 'EIO'});
      return writeSync(descriptor, bytes, offset);
    },
    sync: fdatasyncSync,
  };
}

const TEXT = `
vars: {word: w}
steps:
  - id: add
    run: echo add >> log
    undo: echo unadd >> log
  - parallel: 2
    steps:
      - run: echo left >> log; sleep 0.05
      - id: right
        run: echo right >> log
        undo: echo unright >> log
  - id: flaky
    retry: {times: 2, every: 5ms}
    run: echo try >> tries; test $(wc -l < tries) -ge 2
  - foreach: {as: n, in: ['1', '2']}
    steps:
      - run: echo loop {{n}} >> log
  - wait: 20ms
  - run: exit 1
    on_failure: rollback
`;

test('an engine that dies at any record is followed by one that goes on; nothing is done twice', {
  timeout: 90_000,
}, async () => {
  const runbook = runbookOf(TEXT);
  let records = 0;
  for (let dies = 1; ; dies += 1) {
    const run = at.create(runbook);
    const first = await at.start(run, runbook, {disk: breaksAt(dies)});
    const end = await first.ended;
    const events: RunEvent[] = [];
    if (end.is === 'broken') {
      const second = await at.start(run, runbook);
      second.follow((turn) => events.push(...turn.events));
      expect(await second.ended, `died at record ${dies}`).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
    }
    const lines = at.read('log').trim().split('\n');
    expect(lines.toSorted(), `died at record ${dies}`).toEqual([
      'add',
      'left',
      'loop 1',
      'loop 2',
      'right',
      'unadd',
      'unright',
    ]);
    expect(lines.slice(-2), `died at record ${dies}`).toEqual(['unright', 'unadd']);
    expect(at.read('tries')).toBe('try\ntry\n');
    expect(events.filter((event) => event.event === 'act-ended' && event.did === 'lost')).toEqual([]);
    at.write('log', '');
    at.write('tries', '');
    if (end.is === 'ended') break;
    records = dies;
  }
  expect(records).toBeGreaterThan(8);
});
