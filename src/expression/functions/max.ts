import {failure, isFailure} from '../outcome.ts';
import type {Type} from '../type.ts';
import type {LanguageFunction} from './contract.ts';
import {ORDERED, sorted} from './order.ts';

export const max: LanguageFunction = {
  name: 'max',
  summary: 'The largest item of a list, which must not be empty.',
  example: '[3, 1, 2].max()',
  signatures: ORDERED.map((on) => ({
    on,
    takes: [],
    gives: ({types: [type]}) => (type?.kind === 'list' ? type.of : ({kind: 'dyn'} satisfies Type)),
    apply: ([list], {types}) => {
      const items = sorted(list, types[0]);
      if (isFailure(items)) return items;
      return items.at(-1) ?? failure('max() of an empty list');
    },
  })),
};
