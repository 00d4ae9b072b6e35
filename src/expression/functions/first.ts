import {common, strip} from '../assignable.ts';
import {DYN, optional} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const first: LanguageFunction = {
  name: 'first',
  summary: 'The first of its arguments that is there.',
  example: 'first(null, "fallback")',
  signatures: [
    {
      takes: [DYN],
      rest: DYN,
      absent: true,
      gives: ({types}) => {
        const given = types.filter((type) => type.kind !== 'null').map(strip);
        const [head = DYN, ...tail] = given;
        const last = types.at(-1);
        const type = tail.reduce(common, head);
        const certain = types.some((each) => each.kind !== 'optional' && each.kind !== 'null');
        return certain
          ? type
          : optional(type, last?.kind === 'optional' ? last.because : 'nothing is sure to be there');
      },
      apply: (args) => args.find((value) => value !== undefined && value !== null),
    },
  ],
};
