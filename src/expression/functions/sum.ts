import {failure, type Outcome, quote} from '../outcome.ts';
import {DURATION, INT, listOf, NUMBER} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const sum: LanguageFunction = {
  name: 'sum',
  summary: 'The sum of a list of numbers or durations; 0 for an empty list.',
  example: '[1, 2, 3].sum()',
  signatures: [
    {on: listOf(INT), takes: [], gives: INT, apply: ([list]) => total(list)},
    {on: listOf(NUMBER), takes: [], gives: NUMBER, apply: ([list]) => total(list)},
    {on: listOf(DURATION), takes: [], gives: DURATION, apply: ([list]) => total(list)},
  ],
};

function total(list: unknown): Outcome {
  let result = 0;
  for (const item of list as readonly (number | string)[]) {
    if (typeof item !== 'number') return failure(`sum() adds numbers, but the list holds ${quote(item)}`);
    result += item;
  }
  return Number.isFinite(result) ? result : failure('the sum is too large');
}
