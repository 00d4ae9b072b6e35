import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {join as joinFunction} from '../../expression/functions/join.ts';

export const join: LanguageFunction = {
  name: 'join',
  summary: joinFunction.summary,
  example: '{{join inputs.changes ", "}}',
  signatures: joinFunction.signatures.map(({on, takes, ...rest}) => ({
    ...rest,
    takes: [...(on === undefined ? [] : [on]), ...takes],
  })),
};
