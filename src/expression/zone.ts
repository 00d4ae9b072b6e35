import {civilDate, dayNumber, pad, weekday} from '../base/civil.ts';
import {isTimezone, offsetAt} from '../base/timezone.ts';

/** What clocks and calendars in a time zone say at a moment. */
export interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 is the first of January. */
  readonly dayOfYear: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** `CET`, `UTC`, or an offset where the zone has no short name. */
  readonly zone: string;
}

/** The local time of `milliseconds` since 1970 in the IANA time zone `zone`; an unknown one counts as UTC. */
export function localTime(milliseconds: number, zone: string): Local {
  const known = isTimezone(zone) ? zone : 'UTC';
  const whole = Math.floor(milliseconds / 1000) * 1000;
  const wall = whole + offsetAt(whole, known);
  const days = Math.floor(wall / 86_400_000);
  const rest = wall - days * 86_400_000;
  const date = civilDate(days);
  const offset = Math.round((wall - whole) / 60_000);
  return {
    ...date,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: milliseconds - whole,
    weekday: (weekday(days) + 1) % 7,
    dayOfYear: days - dayNumber(date.year, 1, 1) + 1,
    offset,
    zone: known === 'UTC' ? 'UTC' : zoneName(whole, known, offset),
  };
}

/** An offset as RFC 3339 writes it: `Z`, `+01:00`. */
export function offsetText(minutes: number, separator = ':'): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}

function zoneName(milliseconds: number, zone: string, offset: number): string {
  for (const locale of ['en-US', 'en-GB']) {
    const format = new Intl.DateTimeFormat(locale, {timeZone: zone, timeZoneName: 'short'});
    const name = format.formatToParts(milliseconds).find((part) => part.type === 'timeZoneName')?.value;
    if (name !== undefined && !name.startsWith('GMT')) return name;
  }
  return offsetText(offset);
}
