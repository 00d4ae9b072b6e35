import type {Value} from '../../base/value.ts';
import {type Failure, failure, isFailure, quote} from '../outcome.ts';
import {parseTime} from '../time.ts';
import {DURATION, DYN, INT, listOf, NUMBER, STRING, TIME, type Type} from '../type.ts';
import type {LanguageFunction} from './contract.ts';

/** The types whose values have an order. */
export const ORDERED: readonly Type[] = [INT, NUMBER, STRING, DURATION, TIME].map(listOf);

interface Picking extends Pick<LanguageFunction, 'name' | 'summary' | 'example'> {
  /** 0 is the first, -1 the last. */
  readonly place: number;
}

/** A function that picks one item of an ordered list, by its place in the order. */
export function picking({name, summary, example, place}: Picking): LanguageFunction {
  return {
    name,
    summary,
    example,
    signatures: ORDERED.map((on) => ({
      on,
      takes: [],
      gives: ({types: [type]}) => (type?.kind === 'list' ? type.of : DYN),
      apply: ([list], {types}) => {
        const items = sorted(list, types[0]);
        if (isFailure(items)) return items;
        return items.at(place) ?? failure(`${name}() of an empty list`);
      },
    })),
  };
}

/** The items of a list from the smallest to the largest; a failure where two of them cannot be compared. */
export function sorted(list: Value | undefined, type: Type | undefined): readonly Value[] | Failure {
  const items = Array.isArray(list) ? [...(list as readonly Value[])] : [];
  const [head] = items;
  const kind = typeof head;
  const stranger = items.find((item) => typeof item !== kind || (kind !== 'number' && kind !== 'string'));
  if (stranger !== undefined) return failure(`cannot order ${quote(head)} and ${quote(stranger)}`);
  const times = type?.kind === 'list' && type.of.kind === 'time';
  return items.sort((a, b) => compare(times ? moment(a) : a, times ? moment(b) : b));
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : a === b ? 0 : 1;
}

function moment(value: Value): number {
  return parseTime(String(value)) ?? 0;
}
