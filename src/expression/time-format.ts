import {pad} from '../base/civil.ts';
import {fail, ok, type Result} from '../base/result.ts';
import {parseTime} from './time.ts';
import {type Local, localTime, offsetText} from './zone.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

type Directive = (local: Local, milliseconds: number) => string;

/** The directives of date(1) that the language knows. */
const DIRECTIVES: Readonly<Record<string, Directive>> = {
  Y: (t) => pad(t.year, 4),
  y: (t) => pad(t.year % 100, 2),
  m: (t) => pad(t.month, 2),
  d: (t) => pad(t.day, 2),
  e: (t) => String(t.day).padStart(2, ' '),
  j: (t) => pad(t.dayOfYear, 3),
  H: (t) => pad(t.hour, 2),
  I: (t) => pad(((t.hour + 11) % 12) + 1, 2),
  M: (t) => pad(t.minute, 2),
  S: (t) => pad(t.second, 2),
  N: (t) => pad(t.millisecond * 1_000_000, 9),
  p: (t) => (t.hour < 12 ? 'AM' : 'PM'),
  A: (t) => DAYS[t.weekday] ?? '',
  a: (t) => (DAYS[t.weekday] ?? '').slice(0, 3),
  B: (t) => MONTHS[t.month - 1] ?? '',
  b: (t) => (MONTHS[t.month - 1] ?? '').slice(0, 3),
  h: (t) => (MONTHS[t.month - 1] ?? '').slice(0, 3),
  u: (t) => String(t.weekday === 0 ? 7 : t.weekday),
  w: (t) => String(t.weekday),
  F: (t) => `${pad(t.year, 4)}-${pad(t.month, 2)}-${pad(t.day, 2)}`,
  T: (t) => `${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`,
  R: (t) => `${pad(t.hour, 2)}:${pad(t.minute, 2)}`,
  s: (_, milliseconds) => String(Math.floor(milliseconds / 1000)),
  z: (t) => offsetText(t.offset, ''),
  Z: (t) => t.zone,
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

/** What is wrong with a pattern of date(1), or undefined. */
export function patternProblem(pattern: string): string | undefined {
  for (const [directive, letter] of pattern.matchAll(/%(.?)/gs)) {
    if (letter === undefined || letter === '')
      return 'the pattern ends with a single "%"; write "%%" for a percent sign';
    if (!Object.hasOwn(DIRECTIVES, letter)) {
      return `"${directive}" is not one of the directives ${Object.keys(DIRECTIVES)
        .map((each) => `%${each}`)
        .join(' ')}`;
    }
  }
  return undefined;
}

/** A time written by a pattern of date(1), in the time zone `zone`. */
export function formatTime(milliseconds: number, pattern: string, zone: string): Result<string, string> {
  const problem = patternProblem(pattern);
  if (problem !== undefined) return fail(problem);
  const local = localTime(milliseconds, zone);
  return ok(pattern.replace(/%(.)/gs, (_, letter: string) => DIRECTIVES[letter]?.(local, milliseconds) ?? ''));
}

/** A time of the journal (RFC 3339, UTC) as people read it: RFC 3339 in the time zone `zone`, without fractions. */
export function timeInZone(time: string, zone: string): string {
  const milliseconds = parseTime(time);
  if (milliseconds === undefined) return time;
  const local = localTime(milliseconds, zone);
  const offset = local.offset === 0 && local.zone === 'UTC' ? 'Z' : offsetText(local.offset);
  return `${DIRECTIVES.F?.(local, 0)}T${DIRECTIVES.T?.(local, 0)}${offset}`;
}
