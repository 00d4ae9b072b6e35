import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {join} from './join.ts';

export const lines: LanguageFunction = {
  name: 'lines',
  summary: 'The items of a list, one a line.',
  example: '{{lines inputs.changes}}',
  signatures: join.signatures.map((signature) => ({
    ...signature,
    takes: signature.takes.slice(0, 1),
    optional: 0,
    apply: ([list], call) => signature.apply([list, '\n'], call),
  })),
};
