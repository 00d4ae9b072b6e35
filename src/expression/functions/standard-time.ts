import {isTimezone} from '../../base/timezone.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {parseTime} from '../time.ts';
import {DURATION, INT, STRING, TIME} from '../type.ts';
import {type Local, localTime} from '../zone.ts';
import type {LanguageFunction, Signature} from './contract.ts';

/** Parts of a time, by CEL's names; in UTC unless a time zone is named. */
const PARTS: Readonly<Record<string, readonly [string, (local: Local) => number]>> = {
  getFullYear: ['year of a time', (t) => t.year],
  getMonth: ['month of a time, counted from 0', (t) => t.month - 1],
  getDate: ['day of the month of a time, counted from 1', (t) => t.day],
  getDayOfMonth: ['day of the month of a time, counted from 0', (t) => t.day - 1],
  getDayOfWeek: ['day of the week of a time, 0 is Sunday', (t) => t.weekday],
  getDayOfYear: ['day of the year of a time, counted from 0', (t) => t.dayOfYear - 1],
  getHours: ['hour of a time', (t) => t.hour],
  getMinutes: ['minute of a time', (t) => t.minute],
  getSeconds: ['second of a time', (t) => t.second],
  getMilliseconds: ['millisecond of a time', (t) => t.millisecond],
};

/** The milliseconds of the units in which a duration can be counted. */
const UNITS: Readonly<Record<string, number>> = {
  getHours: 3_600_000,
  getMinutes: 60_000,
  getSeconds: 1000,
  getMilliseconds: 1,
};

/** CEL's own functions of times and durations (cel-spec, "date/time functions"). */
export const standardTime: readonly LanguageFunction[] = Object.entries(PARTS).map(([name, [what, part]]) => {
  const unit = UNITS[name];
  return {
    name,
    summary: `The ${what}${unit === undefined ? '' : ', or a whole duration counted in that unit'}.`,
    example: `time("2025-11-21T14:15:02Z").${name}()`,
    signatures: [ofTime(part), ...(unit === undefined ? [] : [ofDuration(unit)])],
  };
});

function ofTime(part: (local: Local) => number): Signature {
  return {
    on: TIME,
    takes: [STRING],
    optional: 1,
    gives: INT,
    apply: ([time, zone]) => read(String(time), zone ?? 'UTC', part),
  };
}

function ofDuration(unit: number): Signature {
  return {on: DURATION, takes: [], gives: INT, apply: ([value]) => Math.trunc(Number(value) / unit)};
}

function read(time: string, zone: unknown, part: (local: Local) => number): Outcome {
  const milliseconds = parseTime(time);
  if (milliseconds === undefined) return failure(`${quote(time)} is not a time`);
  if (!isTimezone(String(zone)))
    return failure(`${quote(String(zone))} is not a time zone; write it like "Europe/Berlin"`);
  return part(localTime(milliseconds, String(zone)));
}
