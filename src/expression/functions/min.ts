import type {LanguageFunction} from './contract.ts';
import {picking} from './order.ts';

export const min: LanguageFunction = picking({
  name: 'min',
  summary: 'The smallest item of a list, which must not be empty.',
  example: '[3, 1, 2].min()',
  place: 0,
});
