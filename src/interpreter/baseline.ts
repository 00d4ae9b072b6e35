import type {RunState} from '../events/state.ts';
import type {Monitor} from '../model/runbook.ts';
import {ROOT} from './paths.ts';

/** So many samples in a row that give nothing, and a monitor is blind. */
export const BLIND = 3;

/** Whether what monitors say counts: while the run goes its way, and is not taken back, or done again in part. */
export function isOn({frames}: RunState): boolean {
  const root = frames.get(ROOT);
  return root?.part === 'body' && root.stop === undefined;
}

/** Whether the value that a monitor compares with is to be measured now: it is not known, and may still be. */
export function lacksBaseline(state: RunState, {name, baseline, probe}: Monitor): boolean {
  const {endedAt, monitors} = state;
  if (baseline === undefined || probe === undefined || !endedAt.has(baseline.after) || !isOn(state)) return false;
  const known = monitors.get(name);
  return known?.baseline === undefined && (known?.unmeasured ?? 0) < BLIND;
}
