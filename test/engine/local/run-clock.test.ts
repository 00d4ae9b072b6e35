import {expect, test, vi} from 'vitest';
import type {Run} from '../../../src/engine/local/run.ts';
import {runClock} from '../../../src/engine/local/run-clock.ts';
import {startSleep} from '../../../src/engine/local/timers.ts';
import type {Report} from '../../../src/events/event.ts';

const HOUR = 3_600_000;

/** A machine whose time passes, sleeps and is set as a test says. */
function machine(wall = 10 * HOUR) {
  const time = {wall, steady: 0, asleep: 0};
  return {
    sources: {wall: () => time.wall, steady: () => time.steady, asleep: () => time.asleep},
    passes: (ms: number) => {
      time.wall += ms;
      time.steady += ms;
    },
    sleeps: (ms: number) => {
      time.wall += ms;
      time.asleep += ms;
    },
    isSet: (by: number) => {
      time.wall += by;
    },
  };
}

test('the clock of a run goes with the machine, through a sleep of an hour, too', () => {
  const {sources, passes, sleeps} = machine();
  const now = runClock(0, sources);
  passes(500);
  expect(now()).toBe(10 * HOUR + 500);
  sleeps(HOUR);
  expect(now()).toBe(11 * HOUR + 500);
});

test('it goes on at its pace when the clock of the machine is set back, and is met by it again', () => {
  const {sources, passes, isSet} = machine();
  const now = runClock(0, sources);
  isSet(-HOUR);
  passes(1000);
  expect(now()).toBe(10 * HOUR + 1000);
  isSet(HOUR);
  passes(1000);
  expect(now()).toBe(10 * HOUR + 2000);
});

test('it does not follow a clock that is set forward, and says by how much it was', () => {
  const {sources, passes, sleeps, isSet} = machine();
  const sets: number[] = [];
  const now = runClock(0, sources, (by) => sets.push(by));
  isSet(HOUR);
  expect(now()).toBe(10 * HOUR);
  passes(1000);
  sleeps(HOUR);
  isSet(2 * HOUR);
  expect(now()).toBe(11 * HOUR + 1000);
  isSet(-3 * HOUR);
  passes(1000);
  expect(now()).toBe(11 * HOUR + 2000);
  expect(sets).toEqual([HOUR, 2 * HOUR, -3 * HOUR]);
});

test('it follows a clock that is only corrected, by whatever in the end', () => {
  const {sources, passes, isSet} = machine();
  const now = runClock(0, sources, () => expect.unreachable());
  for (let n = 0; n < 5; n += 1) {
    passes(60_000);
    isSet(900);
    now();
  }
  expect(now()).toBe(10 * HOUR + 5 * 60_900);
  for (let n = 0; n < 5; n += 1) {
    isSet(-900);
    passes(60_000);
    now();
  }
  expect(now()).toBe(10 * HOUR + 5 * 60_900 + 5 * 60_000);
});

test('it never falls behind what was recorded', () => {
  const {sources} = machine();
  expect(runClock(12 * HOUR, sources)()).toBe(12 * HOUR);
});

test('a wait becomes no longer by a clock that is set back meanwhile', async () => {
  vi.useFakeTimers();
  try {
    const {sources, passes, isSet} = machine();
    const now = runClock(0, sources);
    const reports: Report[] = [];
    const report = async (one: Report) => reports.push(one);
    const run = {now, report, left: new AbortController().signal} as unknown as Run;
    startSleep(run, {
      do: 'sleep',
      key: '/wait ~wait' as never,
      path: '/wait' as never,
      until: now() + 5000,
      why: 'wait',
    });
    isSet(-HOUR);
    passes(5000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(reports).toEqual([{event: 'timer-fired', key: '/wait ~wait'}]);
  } finally {
    vi.useRealTimers();
  }
});
