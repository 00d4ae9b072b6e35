import {parseJson} from '../../base/json.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {DYN, STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const json: LanguageFunction = {
  name: 'json',
  summary: 'The value that a JSON text holds.',
  example: 'json("{\\"status\\": \\"ok\\"}").status',
  signatures: [
    {takes: [STRING], gives: DYN, apply: ([text]) => parse(String(text))},
    {on: STRING, takes: [], gives: DYN, apply: ([text]) => parse(String(text))},
  ],
};

function parse(text: string): Outcome {
  return parseJson(text) ?? failure(`${quote(text)} is not JSON`);
}
