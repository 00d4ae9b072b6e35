import {durationFault, parseDuration} from '../../base/duration.ts';
import {failure, quote} from '../outcome.ts';
import {DURATION, STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const duration: LanguageFunction = {
  name: 'duration',
  summary: 'A length of time, as in "90s", "5m", "1h30m" or "2d".',
  example: 'duration("1h30m") > duration("80m")',
  signatures: [
    {
      takes: [STRING],
      gives: ({literals: [text]}) =>
        typeof text === 'string' && durationFault(text.trim()) !== undefined ? problem(text) : DURATION,
      apply: ([text]) => parse(String(text)) ?? failure(message(String(text))),
    },
    {takes: [DURATION], gives: DURATION, apply: ([value]) => value},
  ],
};

function parse(text: string): number | undefined {
  return durationFault(text.trim()) === undefined ? parseDuration(text.trim()) : undefined;
}

function message(text: string): string {
  return `${quote(text)} ${durationFault(text.trim())}; write it like "90s", "5m" or "1h30m"`;
}

function problem(text: string): {problem: string} {
  return {problem: message(text)};
}
