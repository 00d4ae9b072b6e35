import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import {keepLock} from '../../../src/engine/local/locks/keep-lock.ts';
import type {RunLock} from '../../../src/engine/local/locks/run-lock.ts';
import type {SharedLock} from '../../../src/engine/local/locks/shared-lock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Renewed = Awaited<ReturnType<SharedLock['renew']>>;

/** A lock that is kept, how often it was renewed, and what was said of its loss. */
function kept(answers: (round: number) => Renewed | Promise<Renewed>, {expires}: {readonly expires?: number}) {
  const seen = {local: true, renewals: 0, looks: 0, lost: [] as string[]};
  const look: SharedLock['look'] = async () => {
    seen.looks += 1;
    return answers(seen.looks);
  };
  const renew: SharedLock['renew'] = async () => {
    seen.renewals += 1;
    return answers(seen.renewals);
  };
  const release = async () => {};
  const local = {epoch: 1, held: () => seen.local, release: () => {}};
  const lock: RunLock = {name: 'production', local, shared: {notes: [], look, renew, release}, notes: [], release};
  const over = new AbortController();
  keepLock(lock, {onLost: (message) => seen.lost.push(message), expires, over: over.signal});
  return {seen, over};
}

const unreachable: Renewed = fail({is: 'unreachable', message: 'no route to it'});

describe('a lock that expires after 60 s', () => {
  test('is renewed four times meanwhile, until the engine ends', async () => {
    const {seen, over} = kept(() => ok(null), {expires: 60_000});
    await vi.advanceTimersByTimeAsync(600_000);
    expect(seen).toMatchObject({renewals: 40, lost: []});
    over.abort();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(seen).toMatchObject({renewals: 40, lost: []});
  });

  test('is given up a quarter before others may take it, however long an answer takes', async () => {
    const {seen} = kept((round) => (round === 1 ? ok(null) : new Promise<never>(() => {})), {expires: 60_000});
    await vi.advanceTimersByTimeAsync(15_000 + 44_999);
    expect(seen.lost).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const message = 'the lock "production" could not be renewed for 45s, and expires soon: no answer came';
    expect(seen.lost).toEqual([message]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(seen.lost).toHaveLength(1);
  });

  test('bears a renewal that does not arrive', async () => {
    const {seen} = kept((round) => (round % 3 === 0 ? ok(null) : unreachable), {expires: 60_000});
    await vi.advanceTimersByTimeAsync(44_999);
    expect(seen.lost).toEqual([]);
  });

  test('says why it could not be renewed', async () => {
    const {seen} = kept(() => unreachable, {expires: 60_000});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.lost).toEqual([expect.stringContaining('expires soon: no route to it')]);
  });
});

test('a lock that expires late is looked at often and renewed seldom, but at once again where that failed', async () => {
  const {seen} = kept(() => ok(null), {expires: 3_600_000});
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(seen).toEqual({local: true, renewals: 4, looks: 236, lost: []});
  const lost = kept((round) => (round < 3 ? unreachable : ok(null)), {expires: 3_600_000});
  await vi.advanceTimersByTimeAsync(900_000 + 30_000);
  expect(lost.seen).toMatchObject({renewals: 3, lost: []});
});

test('a lock is lost that somebody else has, there or on this machine', async () => {
  const there = kept(() => fail({is: 'taken', message: 'run b of bob'}), {});
  await vi.advanceTimersByTimeAsync(15_000);
  expect(there.seen.lost).toEqual(['the lock "production" was taken over by run b of bob']);
  const here = kept(() => ok(null), {});
  here.seen.local = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(here.seen.lost).toEqual(['the lock "production" was taken over by another run']);
});
