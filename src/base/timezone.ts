import {dayNumber} from './civil.ts';

/** Whether `name` is an IANA time zone that this machine knows. */
export function isTimezone(name: string): boolean {
  try {
    offsetAt(0, name);
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds east of UTC at an instant; throws a RangeError for a time zone that does not exist. */
export function offsetAt(atMs: number, timezone: string): number {
  if (timezone === 'UTC') return 0;
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
  return dayNumber(year, month, date) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 - whole;
}
