import type {Value, Values} from '../../base/value.ts';
import type {Reference, Scope} from '../../expression/scope.ts';
import {isTemplate} from '../../kinds/rendered.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Template} from '../../template/template.ts';

/** What a plan knows: inputs and constants; everything else is shown as its name in ‹ ›. */
export interface PlanScope extends Scope {
  /** Whether all of these are known before the run. */
  readonly knows: (references: readonly Reference[]) => boolean;
  /** The same with further known values, as a loop's. */
  readonly with: (values: Values) => PlanScope;
}

/** The scope of a plan with these inputs. */
export function planScope(runbook: Runbook, inputs: Values): PlanScope {
  const known: Record<string, Value> = {inputs: withAbsent(runbook, inputs)};
  known.vars = constants(runbook, inputs, known);
  return over(known);
}

function over(known: Values): PlanScope {
  const lookup = (reference: Reference) => member(known, reference);
  return {
    get: (reference) => {
      const value = lookup(reference);
      return value === undefined ? placeholder(reference) : (value ?? undefined);
    },
    knows: (references) => references.every((reference) => lookup(reference) !== undefined),
    with: (values) => over({...known, ...values}),
  };
}

/** The text with what is known; its source where even that gives none. */
export function rendered(template: Template, scope: PlanScope): string {
  const text = template.render(scope);
  return text.ok ? text.value : template.source;
}

/** An input that was left out and may be is known to be absent; one that is missing is not known. */
function withAbsent(runbook: Runbook, inputs: Values): Values {
  const absent = runbook.inputs.filter((field) => field.optional && field.default === undefined);
  return {...Object.fromEntries(absent.map((field) => [field.name, null])), ...inputs};
}

function constants(runbook: Runbook, inputs: Values, known: Values): Values {
  const chosen = runbook.variants && inputs[runbook.variants.select];
  const variant = typeof chosen === 'string' ? runbook.variants?.values[chosen] : undefined;
  const scope = over(known);
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries({...runbook.vars, ...variant})) {
    const plain = isTemplate(value) ? value.value(scope) : undefined;
    values[name] = plain === undefined ? (value as Value) : plain.ok ? plain.value : placeholder(['vars', name]);
  }
  return values;
}

function member(known: Values, reference: Reference): Value | undefined {
  let at: Value | undefined = known;
  for (const name of reference) {
    if (at === null || typeof at !== 'object' || Array.isArray(at)) return undefined;
    at = (at as Values)[name];
    if (at === undefined) return undefined;
  }
  return at;
}

function placeholder(reference: Reference): string {
  return reference[0] === 'secrets' ? '***' : `‹${reference.join('.')}›`;
}
