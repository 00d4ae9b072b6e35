import {limits} from '../../base/limits.ts';
import type {Value, Values} from '../../base/value.ts';
import type {Reference, Scope} from '../../expression/scope.ts';
import type {Field} from '../../kinds/field.ts';
import {parseField} from '../../kinds/parse-field.ts';
import {isTemplate, outlined} from '../../kinds/rendered.ts';
import type {CallBlock} from '../../model/block.ts';
import type {Callable, Runbook} from '../../model/runbook.ts';
import type {Template} from '../../template/template.ts';

/**
 * What a plan knows: inputs and constants; everything else is shown as its name in ‹ ›, and so is what is asked for after
 * a plan has evaluated as much as one expression may.
 */
export interface PlanScope extends Scope {
  /** Whether all of these are known before the run. */
  readonly knows: (references: readonly Reference[]) => boolean;
  readonly budget: {left: number};
  /** The same with further known values, as a loop's. */
  readonly with: (values: Values) => PlanScope;
}

/** The scope of a plan with these inputs. */
export function planScope(runbook: Runbook, inputs: Values): PlanScope {
  const given = withAbsent(runbook, inputs);
  const budget = {left: limits.expression_cost};
  return over({inputs: given, vars: constants(runbook, {inputs: given, budget})}, budget);
}

function over(known: Values, budget: {left: number}): PlanScope {
  const lookup = (reference: Reference) => member(known, reference);
  return {
    get: (reference) => {
      const value = lookup(reference);
      return value === undefined ? placeholder(reference) : (value ?? undefined);
    },
    knows: (references) => references.every((reference) => lookup(reference) !== undefined),
    with: (values) => over({...known, ...values}, budget),
    budget,
  };
}

/** What the steps of a called block see: its inputs as they are given or else stand in it, and variables of its own file. */
export function calledScope(called: Callable, block: CallBlock, scope: PlanScope): PlanScope {
  const inputs: Record<string, Value> = {};
  for (const field of called.inputs) {
    const given = block.with[field.name] ?? field.default;
    const value = given === undefined ? (field.optional ? null : undefined) : givenValue(field, given, scope);
    if (value !== undefined) inputs[field.name] = value;
  }
  const vars =
    called.vars === undefined ? {} : {vars: constants({...called, vars: called.vars}, {inputs, budget: scope.budget})};
  return scope.with({inputs, steps: {}, ...vars});
}

function givenValue(field: Field, given: Value | Template, scope: PlanScope): Value {
  if (!isTemplate(given)) return given;
  if (!scope.knows(given.reads)) return outlined(given, scope);
  const value = given.value(scope);
  const parsed = value.ok ? parseField(field, value.value) : value;
  return parsed.ok ? parsed.value : outlined(given, scope);
}

/** An input that was left out and may be is known to be absent; one that is missing is not known. */
function withAbsent(runbook: Runbook, inputs: Values): Values {
  const absent = runbook.inputs.filter((field) => field.optional && field.default === undefined);
  return {...Object.fromEntries(absent.map((field) => [field.name, null])), ...inputs};
}

function constants(
  {vars, variants}: Pick<Runbook, 'vars' | 'variants'>,
  {inputs, budget}: {readonly inputs: Values; readonly budget: {left: number}},
): Values {
  const chosen = variants && inputs[variants.select];
  const variant = typeof chosen === 'string' ? variants?.values[chosen] : undefined;
  const scope = over({inputs}, budget);
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries({...vars, ...variant})) {
    if (!isTemplate(value)) values[name] = value as Value;
    else if (scope.knows(value.reads)) values[name] = variableOf(value, scope) ?? placeholder(['vars', name]);
  }
  return values;
}

function variableOf(template: Template, scope: Scope): Value | undefined {
  const value = template.value(scope);
  return value.ok ? value.value : undefined;
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
