import {failure, type Outcome, quote} from '../outcome.ts';
import {parseTime, timeText} from '../time.ts';
import {INT, STRING, TIME} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const time: LanguageFunction = {
  name: 'time',
  summary: 'A moment, from a text such as "2025-11-21T14:15:02Z" or "2025-11-21", or from seconds since 1970.',
  example: 'time("2025-11-21T14:15:02+01:00") < time("2025-11-22")',
  signatures: [
    {
      takes: [STRING],
      gives: ({literals: [text]}) =>
        typeof text === 'string' && parseTime(text.trim()) === undefined ? {problem: message(text)} : TIME,
      apply: ([text]) => parse(String(text)),
    },
    {takes: [TIME], gives: TIME, apply: ([value]) => value},
    {takes: [INT], gives: TIME, apply: ([seconds]) => fromSeconds(Number(seconds))},
  ],
};

function parse(text: string): Outcome {
  const milliseconds = parseTime(text.trim());
  return milliseconds === undefined ? failure(message(text)) : timeText(milliseconds);
}

function fromSeconds(seconds: number): Outcome {
  if (seconds < -62_135_596_800 || seconds > 253_402_300_799)
    return failure(`${seconds} seconds since 1970 is no time`);
  return timeText(seconds * 1000);
}

function message(text: string): string {
  return `${quote(text)} is not a time; write it like "2025-11-21T14:15:02Z"`;
}
