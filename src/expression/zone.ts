import {dateOf, daysSinceEpoch, pad} from './time.ts';

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

/** Whether `zone` is an IANA time zone this machine knows. */
export function isZone(zone: string): boolean {
  if (zone === 'UTC') return true;
  try {
    return formatter(zone) !== undefined;
  } catch {
    return false;
  }
}

/** The local time of `milliseconds` since 1970 in the IANA time zone `zone`; an unknown one counts as UTC. */
export function localTime(milliseconds: number, zone: string): Local {
  const known = isZone(zone) ? zone : 'UTC';
  const whole = Math.floor(milliseconds / 1000) * 1000;
  const wall = known === 'UTC' ? whole : wallClock(whole, known);
  const days = Math.floor(wall / 86_400_000);
  const rest = wall - days * 86_400_000;
  const date = dateOf(days);
  const offset = Math.round((wall - whole) / 60_000);
  return {
    ...date,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: milliseconds - whole,
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysSinceEpoch(date.year, 1, 1) + 1,
    offset,
    zone: known === 'UTC' ? 'UTC' : zoneName(whole, known, offset),
  };
}

/** An offset as RFC 3339 writes it: `Z`, `+01:00`. */
export function offsetText(minutes: number, separator = ':'): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

function wallClock(milliseconds: number, zone: string): number {
  const parts = new Map<string, number>();
  for (const part of formatter(zone).formatToParts(milliseconds)) parts.set(part.type, Number(part.value));
  const of = (type: string): number => parts.get(type) ?? 0;
  const days = daysSinceEpoch(of('year'), of('month'), of('day'));
  return days * 86_400_000 + of('hour') * 3_600_000 + of('minute') * 60_000 + of('second') * 1000;
}

function zoneName(milliseconds: number, zone: string, offset: number): string {
  for (const locale of ['en-US', 'en-GB']) {
    const format = new Intl.DateTimeFormat(locale, {timeZone: zone, timeZoneName: 'short'});
    const name = format.formatToParts(milliseconds).find((part) => part.type === 'timeZoneName')?.value;
    if (name !== undefined && !name.startsWith('GMT')) return name;
  }
  return offsetText(offset);
}
