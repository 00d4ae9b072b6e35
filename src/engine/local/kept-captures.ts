import type {Value} from '../../base/value.ts';
import {SHORTEST_SECRET} from '../../kinds/secrets/shortest.ts';
import {inTexts} from './mask-data.ts';

/** Captured values that are in this process's memory, and in the record only by what stands for them. */
export interface KeptCaptures {
  /** Keeps each text of `value`; gives what stands for it. */
  readonly keep: (value: Value, name: string) => Value;
  /** A value of the record with what was kept in its place; undefined where an engine before this one kept it. */
  readonly seen: (value: Value | undefined) => Value | undefined;
}

/** What stands in the record for a captured text. */
const STAND = /^\*\*\* \(\S+ \d+\)$/;

/** Nothing is kept yet; `learn` is told of each text that is, for it is to be masked. */
export function keepCaptures(learn: (text: string) => void): KeptCaptures {
  const kept = new Map<string, string>();
  const keepText = (text: string, name: string) => {
    if (text.length < SHORTEST_SECRET) return text;
    const stand = `*** (${name} ${kept.size + 1})`;
    kept.set(stand, text);
    learn(text);
    return stand;
  };
  return {
    keep: (value, name) => inTexts(value, (text) => keepText(text, name)),
    seen: (value) => {
      // What an engine before this one kept went with it: no value is better than the text that stood for it.
      if (typeof value === 'string') return kept.get(value) ?? (STAND.test(value) ? undefined : value);
      return value === undefined || kept.size === 0 ? value : inTexts(value, (text) => kept.get(text) ?? text);
    },
  };
}
