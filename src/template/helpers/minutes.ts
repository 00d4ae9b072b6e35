import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {DURATION, INT} from '../../expression/type.ts';

export const minutes: LanguageFunction = {
  name: 'minutes',
  summary: 'A duration in whole minutes, rounded.',
  example: '{{minutes run.elapsed}}',
  signatures: [{takes: [DURATION], gives: INT, apply: ([value]) => Math.round(Number(value) / 60_000)}],
};
