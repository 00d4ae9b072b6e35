import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {startTimer} from '../../../src/engine/local/long-timer.ts';

const DAY = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([0, 1, 24, 25, 60, 1000])('runs after %i days, not before, and once', (days) => {
  const run = vi.fn();
  startTimer(run, days * DAY + 5);
  vi.advanceTimersByTime(days * DAY);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5);
  expect(run).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(2000 * DAY);
  expect(run).toHaveBeenCalledOnce();
});

test('does not run once it was stopped, also between two of its parts', () => {
  const run = vi.fn();
  const stop = startTimer(run, 60 * DAY);
  vi.advanceTimersByTime(40 * DAY);
  stop();
  vi.advanceTimersByTime(40 * DAY);
  expect(run).not.toHaveBeenCalled();
});
