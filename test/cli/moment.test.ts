import {describe, expect, it} from 'vitest';
import {parseMoment} from '../../src/cli/prepare/moment.ts';

const NOW = Date.UTC(2025, 10, 21, 14, 15, 2);

describe('a moment', () => {
  it.each([
    ['2d', NOW - 2 * 86_400_000],
    ['1h30m', NOW - 5_400_000],
    ['2025-11-20T10:00Z', Date.UTC(2025, 10, 20, 10)],
    ['2025-11-20 10:00:05+02:00', Date.UTC(2025, 10, 20, 8, 0, 5)],
    ['2025-11-20', new Date(2025, 10, 20).getTime()],
    ['2025-11-20T10:00', new Date(2025, 10, 20, 10).getTime()],
  ])('%s', (text, moment) => expect(parseMoment(text, NOW)).toBe(moment));

  it.each(['', 'yesterday', '2025-13-40', '2025', '-2d'])('is not "%s"', (text) =>
    expect(parseMoment(text, NOW)).toBeUndefined(),
  );
});
