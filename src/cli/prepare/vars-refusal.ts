import type {Values} from '../../base/value.ts';
import {makeVars} from '../../events/vars.ts';
import type {Runbook} from '../../model/runbook.ts';

/** Why a variable of the runbook has no value with these inputs; undefined if each has one. */
export function varsRefusal(runbook: Runbook, inputs: Values): string | undefined {
  const faults = Object.entries(makeVars(runbook, inputs).faults);
  if (faults.length === 0) return undefined;
  return faults.map(([name, why]) => `the variable "${name}" has no value: ${why}`).join('\n  ');
}
