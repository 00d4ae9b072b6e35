import type {LanguageFunction} from './contract.ts';
import {ORDERED, sorted} from './order.ts';

export const sort: LanguageFunction = {
  name: 'sort',
  summary: 'The items of a list, the smallest first.',
  example: '["b", "a"].sort()',
  signatures: ORDERED.map((on) => ({
    on,
    takes: [],
    gives: ({types: [type]}) => type ?? on,
    apply: ([list], {types, spend}) => spend(Array.isArray(list) ? list.length * 20 : 0) ?? sorted(list, types[0]),
  })),
};
