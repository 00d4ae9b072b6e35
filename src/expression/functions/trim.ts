import {STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const trim: LanguageFunction = {
  name: 'trim',
  summary: 'The text without white space at its ends.',
  example: '" v1.2 \\n".trim()',
  signatures: [{on: STRING, takes: [], gives: STRING, apply: ([text]) => String(text).trim()}],
};
