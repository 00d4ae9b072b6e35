import type {RunState} from '../../events/state.ts';

/**
 * Why what a run does cannot be changed any more: it was reviewed as it is, or other people than who works on it have
 * approved it, a gate in whole or in part. Undefined where nobody but those who work on it has had a say.
 */
export function whyBound({started, approved}: Pick<RunState, 'started' | 'approved'>): string | undefined {
  if (started?.plan !== undefined) return `it executes the reviewed plan sha256:${started.plan}, and nothing else`;
  if (approved.length === 0) return undefined;
  const gates = [...new Set(approved.map(({path}) => path))].map((gate) => {
    const people = approved.filter(({path}) => path === gate).map(({by}) => by);
    return `${gate} by ${[...new Set(people)].join(' and ')}`;
  });
  return `it was approved as it is (${gates.join(', ')}), and what was changed would not be`;
}
