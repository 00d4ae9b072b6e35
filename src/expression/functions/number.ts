import {failure, quote} from '../outcome.ts';
import {NUMBER, STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const number: LanguageFunction = {
  name: 'number',
  summary: 'A number, from a text (white space around it is ignored) or an int.',
  example: 'number("1.5")',
  signatures: [
    {takes: [NUMBER], gives: NUMBER, apply: ([value]) => Number(value)},
    {
      takes: [STRING],
      gives: NUMBER,
      apply: ([text]) => parseNumber(String(text)) ?? failure(`${quote(text)} is not a number`),
    },
  ],
};

/** The number a text holds, or undefined. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
