import type {LanguageFunction} from './contract.ts';
import {picking} from './order.ts';

export const max: LanguageFunction = picking({
  name: 'max',
  summary: 'The largest item of a list, which must not be empty.',
  example: '[3, 1, 2].max()',
  place: -1,
});
