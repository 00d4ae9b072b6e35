import {expect, test} from 'vitest';
import {suggestDuration} from '../../../src/check/shape/durations.ts';

test.each([
  ['5 minutes', '5m'],
  ['5min', '5m'],
  ['1 hour and 30 minutes', '1h30m'],
  ['1h 30m', '1h30m'],
  ['90 sec', '1m30s'],
  ['0.5h', '30m'],
  ['2 weeks', '14d'],
  ['5M', '5m'],
  ['30', '30s'],
  ['PT1H30M', '1h30m'],
  ['P2D', '2d'],
  ['10 to 15 minutes', '10m-15m'],
  ['10m - 15 min', '10m-15m'],
  ['soon', undefined],
  ['5 parsecs', undefined],
  ['', undefined],
])('%s → %s', (text, meant) => {
  expect(suggestDuration(text)).toBe(meant);
});
