import type {DayNumber} from '../base/civil.ts';
import {offsetAt} from '../base/timezone.ts';

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
