import {listOf, STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const lines: LanguageFunction = {
  name: 'lines',
  summary: 'The lines of a text, without their ends; a newline at the end of the text begins no further line.',
  example: '"a\\nb\\n".lines()',
  signatures: [{on: STRING, takes: [], gives: listOf(STRING), apply: ([text]) => linesOf(String(text))}],
};

/** The lines of `text`, without their ends. */
export function linesOf(text: string): readonly string[] {
  const found = text.split(/\r?\n/);
  if (found.at(-1) === '') found.pop();
  return found;
}
