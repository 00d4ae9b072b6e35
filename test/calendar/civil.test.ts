import fc from 'fast-check';
import {expect, test} from 'vitest';
import {dayNumber, formatDate, parseDate, weekday} from '../../src/base/civil.ts';

test('agrees with the platform on every date', () => {
  fc.assert(
    fc.property(fc.integer({min: -700_000, max: 2_900_000}), (day) => {
      const date = new Date(day * 86_400_000);
      expect(formatDate(day)).toBe(date.toISOString().slice(0, 10));
      expect(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
      expect(weekday(day)).toBe((date.getUTCDay() + 6) % 7);
    }),
  );
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', 'today', ''])('%s is no date', (text) => {
  expect(parseDate(text)).toBeUndefined();
});
