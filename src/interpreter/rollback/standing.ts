import type {Standing, Verdict} from '../../events/outcome.ts';
import type {RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import {canRollBack} from './rollback.ts';

/** What a run that did not end well leaves done although it says how it is taken back; undefined if nothing. */
export function standingOf(
  run: {readonly runbook: Runbook; readonly state: RunState},
  {is}: Verdict,
): Standing | undefined {
  if (is === 'succeeded' || is === 'rolled-back') return undefined;
  const owed = [...run.state.debts.values()].filter(({temporary}) => temporary === undefined);
  if (owed.length === 0) return undefined;
  const steps = owed.map(({title, state}) => (state === 'done' ? title : `${title} (as far as it came)`)).toReversed();
  return {steps, offered: canRollBack(run)};
}
