import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseTime, timeText} from '../../src/expression/time.ts';
import {formatTime, timeInZone} from '../../src/expression/time-format.ts';
import {localTime} from '../../src/expression/zone.ts';

const moments = fc.integer({min: -62_135_596_800_000, max: 253_402_300_799_999});

describe('times', () => {
  test('are read and written as the platform does', () => {
    fc.assert(
      fc.property(moments, (milliseconds) => {
        const text = new Date(milliseconds).toISOString();
        expect(parseTime(text)).toBe(milliseconds);
        expect(timeText(milliseconds)).toBe(text.replace('.000Z', 'Z'));
      }),
    );
  });

  test.each([
    ['2025-11-21', 1_763_683_200_000],
    ['2025-11-21T14:15', 1_763_734_500_000],
    ['2025-11-21 14:15:02 +0100', 1_763_730_902_000],
    ['2025-11-21 14:15:02 UTC', 1_763_734_502_000],
    ['2025-11-21T14:15:02.5-05:30', 1_763_754_302_500],
    ['2024-02-29', 1_709_164_800_000],
  ])('%s', (text, milliseconds) => {
    expect(parseTime(text)).toBe(milliseconds);
  });

  test.each([
    '2025-02-29',
    '2025-13-01',
    '2025-1-1',
    '2025-11-21T25:00',
    'today',
    '',
    '1763683200',
    '2025-11-21T14:15:02+99:00',
  ])('%j is none', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe('time zones', () => {
  const summer = parseTime('2025-07-01T12:00:00Z') ?? 0;
  const winter = parseTime('2025-12-31T23:30:00Z') ?? 0;

  test.each([
    [summer, 'Europe/Berlin', '2025-07-01T14:00:00+02:00'],
    [winter, 'Europe/Berlin', '2026-01-01T00:30:00+01:00'],
    [winter, 'America/New_York', '2025-12-31T18:30:00-05:00'],
    [winter, 'Asia/Kolkata', '2026-01-01T05:00:00+05:30'],
    [winter, 'UTC', '2025-12-31T23:30:00Z'],
    [winter, 'No/Where', '2025-12-31T23:30:00Z'],
  ])('%d in %s', (milliseconds, zone, text) => {
    expect(timeInZone(timeText(milliseconds), zone)).toBe(text);
  });

  test('agree with the platform on every part', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'), (at, zone) => {
        const local = localTime(at, zone);
        const {year, month, day} = local;
        const date = new Date(0);
        date.setUTCFullYear(year, month - 1, day);
        expect(local.weekday).toBe(date.getUTCDay());
        if (zone === 'UTC') expect(date.toISOString().slice(0, -14)).toBe(new Date(at).toISOString().slice(0, -14));
      }),
      {numRuns: 50},
    );
  });

  test('a pattern that date(1) would not know says so', () => {
    expect(formatTime(0, '%Y%', 'UTC').ok).toBe(false);
    expect(formatTime(0, '%s %N %n%t%%', 'UTC')).toEqual({ok: true, value: '0 000000000 \n\t%'});
  });
});
