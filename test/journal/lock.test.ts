import {fork} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Holder, takeLock} from '../../src/journal/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const request = {by: 'ada', run: 'abcabcabcabc', at: 5000};

test('a lock is held until it is given back, and says who holds it', () => {
  const lock = takeLock(folder, request);
  expect(lock).toMatchObject({ok: true, value: {epoch: 1}});
  expect(takeLock(folder, request)).toMatchObject({ok: false, error: {by: 'ada', run: 'abcabcabcabc', since: 5000}});
  if (lock.ok) lock.value.release();
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 2}});
  expect(lock.ok && lock.value.held()).toBe(false);
});

test('a lock of a process that died, or of another boot, is free; one of another machine is not', () => {
  const first = takeLock(folder, request);
  expect(first.ok).toBe(true);
  const holder = JSON.parse(readFileSync(join(folder, 'lock.1'), 'utf8')) as Holder;
  writeFileSync(join(folder, 'lock.2'), JSON.stringify({...holder, host: 'another machine'}));
  expect(takeLock(folder, request)).toMatchObject({ok: false, error: {host: 'another machine'}});
  writeFileSync(join(folder, 'lock.3'), JSON.stringify({...holder, boot: 'another boot'}));
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 4}});
  writeFileSync(join(folder, 'lock.5'), JSON.stringify({...holder, start: '1'}));
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 6}});
});

test('of many processes at once on the lock of a dead one, exactly one gets it', {timeout: 60_000}, async () => {
  const script = join(folder, 'contender.mjs');
  writeFileSync(
    script,
    `import {takeLock} from ${JSON.stringify(new URL('../../src/journal/lock.ts', import.meta.url).href)};
     process.on('message', (folder) => {
       const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 8);
       process.send(takeLock(folder, {by: 'x', run: 'r', at: 0, beforeTaking: wait}).ok);
     });`,
  );
  const contenders = Array.from({length: 6}, () => fork(script, {execArgv: []}));
  const ask = (child: (typeof contenders)[number], about: string) =>
    new Promise<boolean>((resolve) => {
      child.once('message', (got) => resolve(got === true));
      child.send(about);
    });
  try {
    for (let round = 0; round < 10; round += 1) {
      const locks = join(folder, `round${round}`);
      expect(takeLock(locks, request).ok).toBe(true);
      const stale = JSON.parse(readFileSync(join(locks, 'lock.1'), 'utf8')) as Holder;
      writeFileSync(join(locks, 'lock.2'), JSON.stringify({...stale, boot: 'earlier'}));
      const won = await Promise.all(contenders.map((child) => ask(child, locks)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(readdirSync(locks).sort()).toEqual(['lock.1', 'lock.2', 'lock.3']);
    }
  } finally {
    for (const child of contenders) child.kill();
  }
});
