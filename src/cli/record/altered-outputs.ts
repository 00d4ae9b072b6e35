import {basename} from 'node:path';
import type {EffectKey} from '../../base/ids.ts';
import type {Outputs, Turn} from '../../events/event.ts';
import {compareOutputs} from '../../journal/compare-outputs.ts';

/** So many are named; `verify` names all. */
const NAMED = 3;

/**
 * Says which of the outputs that are shown are not what was printed when their step ended; undefined where all are.
 * Those of the attempts `shown` are compared, or all.
 */
export async function alteredOutputs(
  folder: string,
  turns: readonly Turn[],
  shown?: ReadonlySet<EffectKey>,
): Promise<string | undefined> {
  const told = new Map<EffectKey, Outputs>();
  for (const {events} of turns) {
    for (const event of events) {
      if (event.event !== 'act-ended' || event.outputs === undefined) continue;
      if (shown?.has(event.key) !== false) told.set(event.key, event.outputs);
    }
  }
  const {altered} = await compareOutputs(folder, told);
  if (altered.length === 0) return undefined;
  const named = altered.slice(0, NAMED).map(({step, where, message}) => `${basename(where)} of ${step}: ${message}`);
  const more = altered.length > NAMED ? `; ${altered.length - NAMED} more: runbook verify ${basename(folder)}` : '';
  return `not what was printed: ${named.join('; ')}${more}`;
}
