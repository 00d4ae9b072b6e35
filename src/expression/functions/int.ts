import {failure, type Outcome, quote} from '../outcome.ts';
import {parseTime} from '../time.ts';
import {DURATION, INT, NUMBER, STRING, TIME} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const int: LanguageFunction = {
  name: 'int',
  summary:
    'A whole number: from a text (white space around it is ignored), a number (cut), or a time (seconds since 1970).',
  example: 'int(" 42\\n")',
  signatures: [
    {takes: [NUMBER], gives: INT, apply: ([value]) => whole(Math.trunc(Number(value)), String(value))},
    {takes: [TIME], gives: INT, apply: ([value]) => Math.floor((parseTime(String(value)) ?? 0) / 1000)},
    {takes: [DURATION], gives: INT, apply: ([value]) => Math.floor(Number(value) / 1000)},
    {takes: [STRING], gives: INT, apply: ([value]) => parseInt10(String(value))},
  ],
};

function parseInt10(text: string): Outcome {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) return failure(`${quote(text)} is not a whole number`);
  return whole(Number(trimmed), text);
}

function whole(value: number, text: string): Outcome {
  if (Number.isSafeInteger(value)) return value;
  return failure(`${text.trim()} is too large for an int, which goes up to ${Number.MAX_SAFE_INTEGER}`);
}
