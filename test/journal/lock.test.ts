import {execFileSync, fork} from 'node:child_process';
import fs, {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Holder, isHeld, takeLock} from '../../src/journal/lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const request = {by: 'ada', run: 'abcabcabcabc', at: 5000};

test('a lock is held until it is given back, and says who holds it', () => {
  const lock = takeLock(folder, request);
  expect(lock).toMatchObject({ok: true, value: {epoch: 1}});
  expect(takeLock(folder, request)).toMatchObject({
    ok: false,
    error: {is: 'held', holder: {by: 'ada', run: 'abcabcabcabc', since: 5000}},
  });
  if (lock.ok) lock.value.release();
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 2}});
  expect(lock.ok && lock.value.held()).toBe(false);
});

test('a lock of a process that died, or of another boot, is free; one of another machine is not', () => {
  const first = takeLock(folder, request);
  expect(first.ok).toBe(true);
  const holder = JSON.parse(readFileSync(join(folder, 'lock.1'), 'utf8')) as Holder;
  writeFileSync(join(folder, 'lock.2'), JSON.stringify({...holder, host: 'another machine'}));
  expect(takeLock(folder, request)).toMatchObject({ok: false, error: {holder: {host: 'another machine'}}});
  writeFileSync(join(folder, 'lock.3'), JSON.stringify({...holder, boot: 'another boot'}));
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 4}});
  writeFileSync(join(folder, 'lock.5'), JSON.stringify({...holder, start: '1'}));
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 6}});
});

test.each([
  ['is empty', (file: string) => truncateSync(file), 'it is empty'],
  ['is no JSON', (file: string) => writeFileSync(file, '{"pid":'), 'it names nobody'],
  ['names nobody', (file: string) => writeFileSync(file, '{"pid":1,"by":"ada"}'), 'it names nobody'],
  ['is a pipe', (file: string) => replace(file, () => execFileSync('mkfifo', [file])), 'it is a pipe'],
  ['is a folder', (file: string) => replace(file, () => mkdirSync(file)), 'it is a folder'],
  ['never ends', (file: string) => replace(file, () => fs.symlinkSync('/dev/zero', file)), 'it is a device'],
  ['is too long', (file: string) => truncateSync(file, 1 << 30), 'it is longer than 64 KiB'],
  ['leads to itself', (file: string) => replace(file, () => fs.symlinkSync(file, file)), 'too many symbolic links'],
])('a lock whose file %s is not given back by that, but by a marker, or taken if a person says so', (_, spoil, why) => {
  const first = takeLock(folder, request);
  const file = join(folder, 'lock.1');
  spoil(file);
  const refused = takeLock(folder, {...request, stands: () => false});
  expect(refused).toMatchObject({
    ok: false,
    error: {is: 'unreadable', unreadable: {file, why: expect.stringContaining(why)}},
  });
  expect(isHeld(folder)).toBe(true);
  expect(takeLock(folder, {...request, takesUnreadable: () => true})).toMatchObject({ok: true, value: {epoch: 2}});
  expect(first.ok && first.value.held()).toBe(false);
  rmSync(join(folder, 'lock.2'));
  const given = refused.ok || refused.error.is === 'held' ? '' : refused.error.unreadable.release;
  writeFileSync(given, '');
  expect(isHeld(folder)).toBe(false);
  expect(takeLock(folder, request)).toMatchObject({ok: true, value: {epoch: 2}});
});

function replace(file: string, make: () => void): void {
  rmSync(file);
  make();
}

test('a lock has all that it says on the disk before it has its number, and its number before it is held', () => {
  const {fsyncSync, linkSync} = fs;
  const synced = new Map<number, number>();
  const linked: string[] = [];
  fs.fsyncSync = (descriptor) => {
    fsyncSync(descriptor);
    const {ino, size} = fs.fstatSync(descriptor);
    synced.set(ino, size);
  };
  fs.linkSync = (from, to) => {
    const {ino, size} = fs.statSync(from);
    expect(size).toBeGreaterThan(0);
    expect(synced.get(ino)).toBe(size);
    synced.clear();
    linkSync(from, to);
    linked.push(String(to));
  };
  syncBuiltinESMExports();
  try {
    expect(takeLock(folder, request).ok).toBe(true);
    expect(linked).toEqual([join(folder, 'lock.1')]);
    expect([...synced.keys()]).toEqual([fs.statSync(folder).ino]);
  } finally {
    Object.assign(fs, {fsyncSync, linkSync});
    syncBuiltinESMExports();
  }
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
