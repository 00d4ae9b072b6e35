import type {Value, Values} from '../base/value.ts';
import type {Scope} from '../expression/scope.ts';
import type {Runbook} from '../model/runbook.ts';
import type {Template} from '../template/template.ts';
import type {RunState} from './state.ts';

/** The runbook's constants, its variant's included, with the values of this run's inputs. */
export function varsOf(runbook: Runbook, state: RunState): Values {
  const inputs = state.started?.inputs ?? {};
  const scope: Scope = {
    get: ([root, name, ...rest]) =>
      root === 'inputs' && name !== undefined && rest.length === 0 ? inputs[name] : undefined,
  };
  const chosen = runbook.variants && inputs[runbook.variants.select];
  const variant = typeof chosen === 'string' ? runbook.variants?.values[chosen] : undefined;
  const values: Record<string, Value> = {};
  for (const [name, given] of Object.entries({...runbook.vars, ...variant})) {
    const value = isTemplate(given) ? given.value(scope) : {ok: true as const, value: given};
    if (value.ok) values[name] = value.value;
  }
  return values;
}

function isTemplate(given: Value | Template): given is Template {
  return typeof given === 'object' && given !== null && 'render' in given && typeof given.render === 'function';
}
