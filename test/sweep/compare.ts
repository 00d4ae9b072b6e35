import {isDeepStrictEqual} from 'node:util';
import type {Seen, Subject} from './subject.ts';

/** How a run that was killed differs from the one that was not. */
export interface Difference {
  readonly is: 'repeated' | 'lost' | 'state';
  readonly what: string;
}

/** Every difference that matters: what may be repeated may be there more often. */
export function compare(base: Seen, seen: Seen, {mayRepeat}: Pick<Subject, 'mayRepeat'>): readonly Difference[] {
  return [...effects(base, seen, mayRepeat), ...outcomes(base, seen), ...state(base, seen)];
}

function effects(base: Seen, seen: Seen, mayRepeat: Subject['mayRepeat']): readonly Difference[] {
  const names = [...new Set([...Object.keys(base.effects), ...Object.keys(seen.effects)])];
  return names.flatMap((name): readonly Difference[] => {
    const [before, after] = [base.effects[name] ?? 0, seen.effects[name] ?? 0];
    if (after < before) return [{is: 'lost', what: `${name}: ${after} and not ${before}`}];
    return after > before && !mayRepeat(name) ? [{is: 'repeated', what: `${name}: ${after} and not ${before}`}] : [];
  });
}

function outcomes(base: Seen, seen: Seen): readonly Difference[] {
  const names = [...new Set([...Object.keys(base.outcomes), ...Object.keys(seen.outcomes)])];
  return names
    .filter((name) => base.outcomes[name] !== seen.outcomes[name])
    .map((name) => ({is: 'state', what: `${name}: ${seen.outcomes[name]} and not ${base.outcomes[name]}`}));
}

function state(base: Seen, seen: Seen): readonly Difference[] {
  const broken = seen.broken.map((what): Difference => ({is: 'state', what}));
  if (isDeepStrictEqual(base.state, seen.state)) return broken;
  return [...broken, {is: 'state', what: `${JSON.stringify(seen.state)} and not ${JSON.stringify(base.state)}`}];
}
