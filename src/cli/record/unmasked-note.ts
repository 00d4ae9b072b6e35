import type {Turn} from '../../events/event.ts';
import {summaryOf} from '../../journal/runs.ts';

/** A run of which outputs are shown. */
export interface ShownRun {
  readonly folder: string;
  readonly turns: readonly Turn[];
  readonly hasSecrets: boolean;
}

/**
 * What is said before outputs are shown in which nobody may have masked a secret: a command went on while no engine read
 * what it printed. Undefined where that cannot be.
 */
export function unmaskedNote({folder, turns, hasSecrets}: ShownRun): string | undefined {
  if (!hasSecrets || !isUnderWay(turns)) return undefined;
  const summary = summaryOf(folder);
  if (summary === undefined || summary.running || summary.verdict !== undefined) return undefined;
  const {id} = summary;
  return (
    'no engine is at work on this run: what a command printed since then of a secret that it read by itself is not masked yet; ' +
    `"runbook resume ${id}" or "runbook stop ${id}" masks it`
  );
}

function isUnderWay(turns: readonly Turn[]): boolean {
  const acts = new Set<string>();
  for (const {events} of turns) {
    for (const event of events) {
      if (event.event === 'intended' && event.effect.do === 'act') acts.add(event.effect.key);
      if (event.event === 'act-ended') acts.delete(event.key);
    }
  }
  return acts.size > 0;
}
