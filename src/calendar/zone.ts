import {type DayNumber, dayNumber} from './civil.ts';

/** What the clock on the wall of a time zone says. */
export interface LocalTime {
  readonly day: DayNumber;
  /** Minutes since midnight. */
  readonly minute: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The local time at the instant `atMs` in the IANA zone `timezone`; throws a RangeError for a zone that does not exist. */
export function localTime(atMs: number, timezone: string): LocalTime {
  const local = atMs + offsetAt(atMs, timezone);
  const day = Math.floor(local / DAY);
  return {day, minute: Math.floor((local - day * DAY) / MINUTE)};
}

/** The instants at which the local time is `time`: none where clocks are put forward, two where they are put back. */
export function instantsOf({day, minute}: LocalTime, timezone: string): readonly number[] {
  const naive = day * DAY + minute * MINUTE;
  const offsets = new Set([offsetAt(naive - DAY, timezone), offsetAt(naive + DAY, timezone)]);
  return [...offsets]
    .map((offset) => naive - offset)
    .filter((instant) => offsetAt(instant, timezone) === naive - instant)
    .toSorted((a, b) => a - b);
}

/** The first instant at which the local time is `time` or later: where clocks are put forward, that of the change. */
export function firstInstant(time: LocalTime, timezone: string): number {
  const [instant] = instantsOf(time, timezone);
  if (instant !== undefined) return instant;
  const naive = time.day * DAY + time.minute * MINUTE;
  let before = naive - DAY;
  let after = naive + DAY;
  while (after - before > MINUTE) {
    const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE;
    if (middle + offsetAt(middle, timezone) < naive) before = middle;
    else after = middle;
  }
  return after;
}

/** Whether `name` is a time zone. */
export function isTimezone(name: string): boolean {
  try {
    offsetAt(0, name);
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(atMs: number, timezone: string): number {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timezone, format);
  }
  const whole = Math.floor(atMs / 1000) * 1000;
  const [month = 1, date = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
    format.format(whole).match(/\d+/g) ?? []
  ).map(Number);
  return dayNumber(year, month, date) * DAY + ((hour * 60 + minute) * 60 + second) * 1000 - whole;
}
