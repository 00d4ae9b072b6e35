import {dayNumber, formatDate, pad} from '../base/civil.ts';

const RFC3339 =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(?:([Zz]|UTC)|([+-])(\d\d):?(\d\d)))?)?$/;
const DAY = 86_400_000;

/**
 * The milliseconds since 1970 of an RFC 3339 time, or of a plain date; undefined if `text` is none.
 * Without an offset it is in UTC.
 */
export function parseTime(text: string): number | undefined {
  const parts = RFC3339.exec(text);
  if (parts === null) return undefined;
  const at = (index: number): number => Number(parts[index] ?? 0);
  const [year, month, day, hour, minute, second] = [at(1), at(2), at(3), at(4), at(5), at(6)];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || at(10) > 23 || at(11) > 59) return undefined;
  const fraction = Math.trunc(Number(`0.${parts[7] ?? 0}`) * 1000);
  const offset = (parts[9] === '-' ? -1 : 1) * (at(10) * 60 + at(11));
  return dayNumber(year, month, day) * DAY + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction;
}

/** The RFC 3339 text of `milliseconds` since 1970, in UTC. */
export function timeText(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const rest = milliseconds - days * DAY;
  const clock = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((part) => pad(Math.floor(part), 2));
  const fraction = Math.floor(rest % 1000);
  return `${formatDate(days)}T${clock.join(':')}${fraction === 0 ? '' : `.${pad(fraction, 3)}`}Z`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
