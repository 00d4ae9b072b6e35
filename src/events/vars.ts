import type {Value, Values} from '../base/value.ts';
import type {Scope} from '../expression/scope.ts';
import {isTemplate} from '../kinds/rendered.ts';
import type {Runbook} from '../model/runbook.ts';
import type {RunState} from './state.ts';

/** The runbook's constants, its variant's included, with the values of this run's inputs. */
export function varsOf(runbook: Runbook, state: RunState): Values {
  return makeVars(runbook, state.started?.inputs ?? {}).values;
}

/** The constants as these inputs make them, and why those that cannot be made have no value, by their names. */
export function makeVars(
  runbook: Pick<Runbook, 'vars' | 'variants'>,
  inputs: Values,
): {readonly values: Values; readonly faults: Readonly<Record<string, string>>} {
  const scope: Scope = {
    get: ([root, name, ...rest]) =>
      root === 'inputs' && name !== undefined && rest.length === 0 ? inputs[name] : undefined,
  };
  const chosen = runbook.variants && inputs[runbook.variants.select];
  const variant = typeof chosen === 'string' ? runbook.variants?.values[chosen] : undefined;
  const values: Record<string, Value> = {};
  const faults: Record<string, string> = {};
  for (const [name, given] of Object.entries({...runbook.vars, ...variant})) {
    const value = isTemplate(given) ? given.value(scope) : {ok: true as const, value: given};
    if (value.ok) values[name] = value.value;
    else faults[name] = value.error.message;
  }
  return {values, faults};
}
