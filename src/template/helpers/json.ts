import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {DYN, STRING} from '../../expression/type.ts';

export const json: LanguageFunction = {
  name: 'json',
  summary: 'A value as JSON.',
  example: '{{json inputs.changes}}',
  signatures: [{takes: [DYN], gives: STRING, apply: ([value]) => JSON.stringify(value)}],
};
