import {describe, expect, test} from 'vitest';
import {parseDate} from '../../src/base/civil.ts';
import {parseWindowItem} from '../../src/calendar/window-item.ts';

const week = [0, 1, 2, 3, 4, 5, 6];

describe('items', () => {
  test.each([
    ['daily', {kind: 'days', days: week}],
    ['daily 22:00-05:00', {kind: 'days', days: week, hours: {from: 1320, to: 300}}],
    ['mon', {kind: 'days', days: [0]}],
    ['mon-thu 09:00-16:00', {kind: 'days', days: [0, 1, 2, 3], hours: {from: 540, to: 960}}],
    ['mon,wed', {kind: 'days', days: [0, 2]}],
    ['fri-mon', {kind: 'days', days: [0, 4, 5, 6]}],
    ['tue-wed,sat 00:00-24:00', {kind: 'days', days: [1, 2, 5], hours: {from: 0, to: 1440}}],
    ['  mon   09:00 - 16:00 ', {kind: 'days', days: [0], hours: {from: 540, to: 960}, text: 'mon 09:00 - 16:00'}],
    ['holidays US', {kind: 'holidays', country: 'US'}],
    ['holidays de-by', {kind: 'holidays', country: 'DE', region: 'BY'}],
    ['2026-12-24', {kind: 'dates', from: parseDate('2026-12-24'), to: parseDate('2026-12-24')}],
    ['2026-12-24..2027-01-02', {kind: 'dates', from: parseDate('2026-12-24'), to: parseDate('2027-01-02')}],
    ['calendar freeze 2026.ics', {kind: 'calendar', file: 'freeze 2026.ics'}],
    ['day before holidays US', {kind: 'day-before', of: {kind: 'holidays', country: 'US'}}],
    ['day before day before fri', {kind: 'day-before', of: {kind: 'day-before', of: {kind: 'days', days: [4]}}}],
  ])('%s', (text, item) => {
    expect(parseWindowItem(text)).toMatchObject({ok: true, value: item});
  });
});

describe('mistakes', () => {
  test.each([
    ['monday', '"monday" is not a day; did you mean "mon"?'],
    ['Mon-Thu', '"Mon" is not a day; did you mean "mon"?'],
    ['mon-thy', '"thy" is not a day; did you mean "thu"?'],
    ['dayly 09:00-10:00', '"dayly" is not a day; did you mean "daily"?'],
    ['holiday US', '"holiday" is not a day; did you mean "holidays"?'],
    ['holidays', '"holidays" names no country; write its code, as in "holidays US" or "holidays DE-BY"'],
    ['holidays USA', '"holidays USA" names no country; write its code, as in "holidays US" or "holidays DE-BY"'],
    ['mon 9-16', '"9-16" is no time of day; write "09:00-16:00"'],
    ['mon 09:00', '"09:00" is no time of day; write "09:00-16:00"'],
    ['mon 09:60-10:00', '"09:60-10:00" is no time of day; write "09:00-16:00"'],
    ['mon 24:01-25:00', '"24:01-25:00" is no time of day; write "09:00-16:00"'],
    ['mon 09:00-09:00', '"09:00-09:00" is no time at all; leave the hours out for the whole day'],
    ['mon 24:00-09:00', '"24:00-09:00" begins at the end of the day; write "00:00"'],
    ['2026-02-30', '"2026-02-30" is not a date; write "2026-12-24" or "2026-12-24..2027-01-02"'],
    ['2026-01-02..2025-12-24', '"2026-01-02..2025-12-24" ends before it begins; write "2025-12-24..2026-01-02"'],
    ['calendar freeze', '"calendar freeze" names no iCalendar file; write "calendar FILE.ics"'],
    ['day before tomorow', /^"tomorow" is no window: write days as in/],
    ['', /is no window/],
  ])('%s', (text, message) => {
    const parsed = parseWindowItem(text);
    expect(parsed.ok ? '' : parsed.error).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
  });
});
