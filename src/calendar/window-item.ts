import {type DayNumber, parseDate} from '../base/civil.ts';
import {didYouMean} from '../base/did-you-mean.ts';
import {fail, ok, type Result} from '../base/result.ts';

/** One item of a window, as written in `text`. */
export type WindowItem = {readonly text: string} & (
  | /** Weekdays (0 is Monday), all day or from one minute of the day to another; a range that ends before it begins passes midnight. */
  {
      readonly kind: 'days';
      readonly days: readonly number[];
      readonly hours?: {readonly from: number; readonly to: number};
    }
  /** The public holidays of a country or region, by their ISO 3166 codes. */
  | {readonly kind: 'holidays'; readonly country: string; readonly region?: string}
  /** The whole day before each day that `of` touches. */
  | {readonly kind: 'day-before'; readonly of: WindowItem}
  /** Dates, both included. */
  | {readonly kind: 'dates'; readonly from: DayNumber; readonly to: DayNumber}
  /** The events of an iCalendar file. */
  | {readonly kind: 'calendar'; readonly file: string}
);

/** The item that `text` says, or what is wrong with it. */
export function parseWindowItem(text: string): Result<WindowItem, string> {
  const written = text.trim().replaceAll(/\s+/g, ' ');
  const [word = '', ...rest] = written.split(' ');
  if (written.startsWith('day before ')) return parseDayBefore(written);
  if (word === 'holidays') return parseHolidays(written, rest);
  if (word === 'calendar') return parseCalendar(written, rest);
  if (/^\d/.test(word)) return parseDates(written);
  return parseDays(written, word, rest);
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function parseDayBefore(text: string): Result<WindowItem, string> {
  const of = parseWindowItem(text.slice('day before '.length));
  return of.ok ? ok({text, kind: 'day-before', of: of.value}) : of;
}

function parseHolidays(text: string, [code, ...more]: readonly string[]): Result<WindowItem, string> {
  const parts = /^([A-Za-z]{2})(?:-([A-Za-z0-9]{1,3}))?$/.exec(code ?? '');
  if (parts === null || more.length > 0) {
    return fail(`"${text}" names no country; write its code, as in "holidays US" or "holidays DE-BY"`);
  }
  const [, country = '', region] = parts;
  return ok({text, kind: 'holidays', country: country.toUpperCase(), ...(region && {region: region.toUpperCase()})});
}

function parseCalendar(text: string, words: readonly string[]): Result<WindowItem, string> {
  const file = words.join(' ');
  if (!file.endsWith('.ics')) return fail(`"${text}" names no iCalendar file; write "calendar FILE.ics"`);
  return ok({text, kind: 'calendar', file});
}

function parseDates(text: string): Result<WindowItem, string> {
  const [first = '', last = first, ...more] = text.split('..').map((each) => each.trim());
  const from = parseDate(first);
  const to = parseDate(last);
  if (from === undefined || to === undefined || more.length > 0) {
    const wrong = from === undefined ? first : last;
    return fail(`"${wrong}" is not a date; write "2026-12-24" or "2026-12-24..2027-01-02"`);
  }
  if (to < from) return fail(`"${text}" ends before it begins; write "${last}..${first}"`);
  return ok({text, kind: 'dates', from, to});
}

function parseDays(text: string, word: string, rest: readonly string[]): Result<WindowItem, string> {
  const days = parseDayNames(word, text);
  if (!days.ok) return days;
  if (rest.length === 0) return ok({text, kind: 'days', days: days.value});
  const hours = parseHours(rest.join(''));
  return hours.ok ? ok({text, kind: 'days', days: days.value, hours: hours.value}) : hours;
}

function parseDayNames(word: string, text: string): Result<readonly number[], string> {
  if (word === 'daily') return ok([0, 1, 2, 3, 4, 5, 6]);
  const days = new Set<number>();
  for (const part of word.split(',')) {
    const [first = '', last = first, ...more] = part.split('-');
    const from = DAYS.indexOf(first);
    const to = DAYS.indexOf(last);
    if (from === -1 || to === -1 || more.length > 0) return fail(notDays(from === -1 ? first : last, text));
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return ok([...days].toSorted((a, b) => a - b));
}

function notDays(word: string, text: string): string {
  const lower = word.toLowerCase();
  const short =
    DAYS.find((day) => lower.startsWith(day)) ?? didYouMean(lower, [...DAYS, 'daily', 'holidays', 'calendar']);
  if (short !== undefined) return `"${word}" is not a day; did you mean "${short}"?`;
  return `"${text}" is no window: write days as in "mon-thu 09:00-16:00", "holidays US", "day before …", a date, or "calendar FILE.ics"`;
}

function parseHours(text: string): Result<{readonly from: number; readonly to: number}, string> {
  const [first = '', last = '', ...more] = text.split('-');
  const from = parseClock(first);
  const to = parseClock(last);
  if (from === undefined || to === undefined || more.length > 0) {
    return fail(`"${text}" is no time of day; write "09:00-16:00"`);
  }
  if (from === to) return fail(`"${text}" is no time at all; leave the hours out for the whole day`);
  return from === 24 * 60 ? fail(`"${text}" begins at the end of the day; write "00:00"`) : ok({from, to});
}

function parseClock(text: string): number | undefined {
  const parts = /^(\d{2}):(\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const minutes = Number(parts[1]) * 60 + Number(parts[2]);
  return Number(parts[2]) < 60 && minutes <= 24 * 60 ? minutes : undefined;
}
