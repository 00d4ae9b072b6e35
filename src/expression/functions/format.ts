import {isTimezone} from '../../base/timezone.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {parseTime} from '../time.ts';
import {formatTime, patternProblem} from '../time-format.ts';
import {STRING, TIME} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const format: LanguageFunction = {
  name: 'format',
  summary: "A time by a pattern of date(1), in the runbook's time zone or the one that is named.",
  example: 'time("2025-11-21T14:15:02Z").format("%Y-%m-%d %H:%M")',
  signatures: [
    {
      on: TIME,
      takes: [STRING, STRING],
      optional: 1,
      gives: ({literals: [, pattern, zone]}) => {
        const problem = typeof pattern === 'string' ? patternProblem(pattern) : undefined;
        if (problem !== undefined) return {problem, argument: 1};
        if (typeof zone === 'string' && !isTimezone(zone)) return {problem: noZone(zone), argument: 2};
        return STRING;
      },
      apply: ([time, pattern, zone], {timezone}) => write(String(time), String(pattern), zone ?? timezone()),
    },
  ],
};

function write(time: string, pattern: string, zone: unknown): Outcome {
  const milliseconds = parseTime(time);
  if (milliseconds === undefined) return failure(`${quote(time)} is not a time`);
  if (!isTimezone(String(zone))) return failure(noZone(String(zone)));
  const written = formatTime(milliseconds, pattern, String(zone));
  return written.ok ? written.value : failure(written.error);
}

function noZone(zone: string): string {
  return `${quote(zone)} is not a time zone; write it like "Europe/Berlin"`;
}
