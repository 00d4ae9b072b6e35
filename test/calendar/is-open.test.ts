import {describe, expect, test} from 'vitest';
import type {Almanac} from '../../src/calendar/almanac.ts';
import {loadAlmanac} from '../../src/calendar/holidays.ts';
import {parseCalendar} from '../../src/calendar/icalendar.ts';
import {isOpen, type WindowRules} from '../../src/calendar/is-open.ts';
import {parseWindowItem, type WindowItem} from '../../src/calendar/window-item.ts';

const NEW_YORK = 'America/New_York';

function item(text: string): WindowItem {
  const parsed = parseWindowItem(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function rules(allow: readonly string[], avoid: readonly string[] = []): WindowRules {
  return {allow: allow.map(item), avoid: avoid.map(item)};
}

function ask(window: WindowRules, at: string, place: {timezone?: string; almanac?: Almanac} = {}) {
  const answer = isOpen(window, Date.parse(at), {timezone: NEW_YORK, ...place});
  if (answer.open) return 'open';
  return answer.nextOpening === undefined ? 'closed' : new Date(answer.nextOpening).toISOString();
}

describe('hours and days, in New York', () => {
  const office = rules(['mon-thu 09:00-16:00']);
  const night = rules(['fri 22:00-05:00']);
  test.each([
    ['before the first minute', office, '2026-11-23T13:59:59Z', '2026-11-23T14:00:00.000Z'],
    ['in the first minute', office, '2026-11-23T14:00:00Z', 'open'],
    ['in the last', office, '2026-11-23T20:59:59Z', 'open'],
    ['after it', office, '2026-11-23T21:00:00Z', '2026-11-24T14:00:00.000Z'],
    ['on a Friday', office, '2026-11-27T15:00:00Z', '2026-11-30T14:00:00.000Z'],
    ['a night, in the evening', night, '2026-11-28T03:30:00Z', 'open'],
    ['a night, after midnight', night, '2026-11-28T09:59:00Z', 'open'],
    ['a night, over', night, '2026-11-28T10:00:00Z', '2026-12-05T03:00:00.000Z'],
    ['the night before it is not in it', night, '2026-11-27T09:00:00Z', '2026-11-28T03:00:00.000Z'],
    ['a whole day', rules(['sat']), '2026-11-28T05:00:00Z', 'open'],
    ['a minute before it', rules(['sat']), '2026-11-28T04:59:59Z', '2026-11-28T05:00:00.000Z'],
    ['no rule', rules([]), '2026-11-28T05:00:00Z', 'open'],
    ['only what is avoided', rules([], ['2026-11-28..2026-11-29']), '2026-11-28T05:00:00Z', '2026-11-30T05:00:00.000Z'],
    ['avoid wins', rules(['daily'], ['sat 10:00-11:00']), '2026-11-28T15:30:00Z', '2026-11-28T16:00:00.000Z'],
    ['the day before', rules([], ['day before sat']), '2026-11-27T12:00:00Z', '2026-11-28T05:00:00.000Z'],
    ['never', rules(['2020-01-01']), '2026-11-28T15:30:00Z', 'closed'],
    ['two windows', rules(['mon 09:00-10:00', 'mon 12:00-13:00']), '2026-11-23T15:00:00Z', '2026-11-23T17:00:00.000Z'],
  ])('%s', (_name, window, at, answer) => {
    expect(ask(window, at)).toBe(answer);
  });
});

describe('where clocks are changed', () => {
  test.each([
    [
      'forward: a window in the missing hour is skipped',
      ['daily 02:15-02:45'],
      '2026-03-08T06:30:00Z',
      '2026-03-09T06:15:00.000Z',
    ],
    [
      'forward: one that begins in it opens with the change',
      ['daily 02:30-04:00'],
      '2026-03-08T06:30:00Z',
      '2026-03-08T07:00:00.000Z',
    ],
    ['forward: a night is an hour shorter', ['sat 23:00-05:00'], '2026-03-08T08:59:00Z', 'open'],
    ['forward: and over at five', ['sat 23:00-05:00'], '2026-03-08T09:00:00Z', '2026-03-15T03:00:00.000Z'],
    ['back: the hour comes twice', ['daily 01:00-02:00'], '2026-11-01T06:30:00Z', 'open'],
    ['back: and so does its opening', ['daily 01:00-01:30'], '2026-11-01T05:45:00Z', '2026-11-01T06:00:00.000Z'],
    ['the same hour in winter', ['daily 09:00-10:00'], '2026-11-01T14:00:00Z', 'open'],
    ['and in summer', ['daily 09:00-10:00'], '2026-10-31T13:00:00Z', 'open'],
  ])('%s', (_name, allow, at, answer) => {
    expect(ask(rules(allow), at)).toBe(answer);
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T23:00:00Z', 'open'],
    ['Asia/Kolkata', '2026-03-28T18:30:00Z', 'open'],
    ['Asia/Beirut', '2026-03-28T22:00:00Z', 'open'],
    ['Pacific/Apia', '2026-03-28T11:00:00Z', 'open'],
    ['Pacific/Apia', '2026-03-28T10:59:00Z', '2026-03-28T11:00:00.000Z'],
  ])('the day begins when it begins in %s', (timezone, at, answer) => {
    expect(ask(rules(['2026-03-29']), at, {timezone})).toBe(answer);
  });
});

describe('holidays', () => {
  test.each([
    ['Thanksgiving', ['holidays US'], '2026-11-26T15:00:00Z', '2026-11-27T05:00:00.000Z'],
    [
      'the day before it',
      ['holidays US', 'day before holidays US'],
      '2026-11-25T15:00:00Z',
      '2026-11-27T05:00:00.000Z',
    ],
    ['an ordinary day', ['holidays US', 'day before holidays US'], '2026-11-24T15:00:00Z', 'open'],
    ['an observance is none', ['holidays US'], '2026-02-14T15:00:00Z', 'open'],
    ['one of a region', ['holidays DE-BY'], '2026-01-06T15:00:00Z', '2026-01-07T05:00:00.000Z'],
    ['is none elsewhere', ['holidays DE'], '2026-01-06T15:00:00Z', 'open'],
  ])('%s', async (_name, avoid, at, answer) => {
    const window = rules([], avoid);
    const almanac = await loadAlmanac(window.avoid);
    expect(almanac.ok && ask(window, at, {almanac: almanac.value})).toBe(answer);
  });

  test('why it is closed', async () => {
    const window = rules(['mon-thu 09:00-16:00'], ['holidays US', 'day before holidays US']);
    const almanac = await loadAlmanac(window.avoid);
    const because = (at: string) => {
      const answer = isOpen(window, Date.parse(at), {timezone: NEW_YORK, ...(almanac.ok && {almanac: almanac.value})});
      return answer.open ? undefined : answer.because;
    };
    expect(because('2026-11-25T15:00:00Z')).toBe(
      'Wednesday 2026-11-25 10:00 (America/New_York) is in "day before holidays US" (the day before Thanksgiving Day), which is to be avoided',
    );
    expect(because('2026-11-27T15:00:00Z')).toBe(
      'Friday 2026-11-27 10:00 (America/New_York) is outside "mon-thu 09:00-16:00"',
    );
  });

  test.each([
    ['holidays XX', 'no holidays are known for the country "XX"'],
    ['day before holidays US-QQ', 'no holidays are known for the region of US "QQ"'],
  ])('%s', async (text, message) => {
    const almanac = await loadAlmanac([item(text)]);
    expect(almanac.ok ? '' : almanac.error).toContain(message);
  });
});

describe('calendars', () => {
  const text = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'SUMMARY:Freeze of the',
    '  year',
    'DTSTART;VALUE=DATE:20261221',
    'DTEND;VALUE=DATE:20270104',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:Fair',
    'DTSTART;TZID=Europe/Berlin:20261201T090000',
    'DTEND:20261201T100000Z',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  test.each([
    ['in a whole day', 'calendar x.ics', '2026-12-21T05:00:00Z', '2027-01-04T05:00:00.000Z'],
    ['before it', 'calendar x.ics', '2026-12-21T04:59:00Z', 'open'],
    ['in an hour', 'calendar x.ics', '2026-12-01T08:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['the day before', 'day before calendar x.ics', '2026-11-30T12:00:00Z', '2026-12-01T05:00:00.000Z'],
  ])('%s', async (_name, avoid, at, answer) => {
    const events = parseCalendar(text);
    const almanac = await loadAlmanac([], {'x.ics': events.ok ? events.value : []});
    expect(almanac.ok && ask(rules([], [avoid]), at, {almanac: almanac.value})).toBe(answer);
  });

  test.each([
    ['no calendar', 'hello', 'this is no iCalendar file: it has no "BEGIN:VCALENDAR"'],
    [
      'a recurring event',
      text.replace('SUMMARY:Fair', 'SUMMARY:Fair\r\nRRULE:FREQ=DAILY'),
      'the event "Fair" recurs (RRULE), which is not supported; export its dates one by one',
    ],
    [
      'no begin',
      text.replace('DTSTART;TZID=Europe/Berlin:20261201T090000', ''),
      'the event "Fair" has no begin that can be read (DTSTART)',
    ],
    [
      'no such zone',
      text.replace('Europe/Berlin', 'Europe/Berlim'),
      'the event "Fair" has no begin that can be read (DTSTART)',
    ],
  ])('%s', (_name, given, message) => {
    const events = parseCalendar(given);
    expect(events.ok ? '' : events.error).toBe(message);
  });
});
