import type {Value} from '../../base/value.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {DYN, listOf, STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

export const join: LanguageFunction = {
  name: 'join',
  summary: 'The items of a list as one text, with a separator between them.',
  example: '["a", "b"].join(", ")',
  signatures: [
    {
      on: listOf(DYN),
      takes: [STRING],
      optional: 1,
      gives: ({types: [list]}) =>
        list?.kind === 'list' && ['list', 'map', 'record'].includes(list.of.kind)
          ? {
              problem: 'join() needs a list of texts or numbers',
              help: 'take one value of each item first, as in list.map(x, x.name).join(", ")',
            }
          : STRING,
      apply: ([list, separator], {spend}) => joined(list as readonly Value[], String(separator ?? ''), spend),
    },
  ],
};

function joined(list: readonly Value[], separator: string, spend: (amount: number) => Outcome): Outcome {
  const stranger = list.find((item) => typeof item === 'object');
  if (stranger !== undefined) return failure(`join() needs texts or numbers, but the list holds ${quote(stranger)}`);
  const size = list.reduce((sum: number, item) => sum + String(item).length + separator.length, 0);
  return spend(size) ?? list.map(String).join(separator);
}
