import type {StepPath} from '../../base/ids.ts';
import {ok, type Result} from '../../base/result.ts';
import type {Value, Values} from '../../base/value.ts';
import type {Decision} from '../../events/event.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {Opens, Role} from '../../events/part.ts';
import {overlay, scopeAt} from '../../events/scope.ts';
import type {RunState} from '../../events/state.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import {timeText} from '../../expression/time.ts';
import type {Block, CallBlock, ForeachBlock, RepeatBlock} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import {describe, toldName} from '../describe.ts';
import {callInputs} from './call-inputs.ts';

/** A child about to begin. */
export interface Child {
  readonly block: Block;
  readonly path: StepPath;
  readonly parent: StepPath;
  readonly n: number;
  readonly role?: Role;
  readonly opens?: Opens;
  /** Names it adds to what its steps see. */
  readonly vars?: Values;
}

/** The one door through which everything begins: its `if`, its title and the values it needs are read here, once. */
export function enter(at: {readonly runbook: Runbook; readonly state: RunState}, child: Child): readonly Decision[] {
  const {block, path, parent, n, role, opens, vars} = child;
  const around = scopeAt({...at, path: parent});
  const scope = overlay(around, {...vars, now: timeText(at.state.now)});
  const common = {path, parent, n, ...(role && {role}), ...(block.named && {name: block.id})};
  const told = describe(block, scope);
  const held = block.if?.evaluate(scope) ?? ok(true);
  if (held.ok && held.value !== true && block.if !== undefined) {
    const because = block.if.falsePart(scope);
    const title = toldName(block, told);
    return [{event: 'skipped', ...common, because, ...(title !== undefined && {title})}];
  }
  const values = held.ok ? valuesOf(at.runbook, block, scope) : held;
  return [
    {
      event: 'entered',
      ...common,
      ...told,
      def: block.def,
      type: block.type,
      kind: block.kind,
      ...(opens && {opens}),
      ...(vars && {vars}),
      ...(values.ok ? values.value : {failure: faultOf(values.error)}),
    },
  ];
}

interface EntryValues {
  readonly items?: readonly Value[];
  readonly vars?: Values;
  readonly as?: string;
  readonly inputs?: Values;
  readonly opens?: Opens;
}

function valuesOf(runbook: Runbook, block: Block, scope: Scope): Result<EntryValues, EvaluationFault> {
  switch (block.type) {
    case 'foreach':
      return itemsOf(block, scope);
    case 'repeat':
      return startOf(block, scope);
    case 'call':
      return inputsOf(runbook, block, scope);
    default:
      return ok({});
  }
}

function itemsOf(block: ForeachBlock, scope: Scope): Result<EntryValues, EvaluationFault> {
  if (!('evaluate' in block.in))
    return all(
      block.in,
      (each) => each.value(scope),
      (items) => ({items}),
    );
  const given = block.in.evaluate(scope);
  if (!given.ok) return given;
  const {value} = given;
  if (Array.isArray(value)) return ok({items: value});
  if (value === null || typeof value !== 'object')
    return {ok: false, error: {message: `"${block.in.source}" gives no list or map`}};
  return ok({items: Object.entries(value).map(([key, each]) => ({key, value: each}))});
}

function startOf(block: RepeatBlock, scope: Scope): Result<EntryValues, EvaluationFault> {
  const named = {opens: 'part' as const, ...(block.as !== undefined && {as: block.as})};
  const values = evaluateAll(block.start, scope);
  return values.ok ? ok({...named, vars: values.value}) : values;
}

function inputsOf(runbook: Runbook, block: CallBlock, scope: Scope): Result<EntryValues, EvaluationFault> {
  const inputs = callInputs(runbook, block, scope);
  return inputs.ok ? ok({inputs: inputs.value}) : inputs;
}

/** The values of named decisions, or the first fault among them. */
export function evaluateAll(
  given: Readonly<Record<string, {readonly evaluate: (scope: Scope) => Result<Value, EvaluationFault>}>>,
  scope: Scope,
): Result<Values, EvaluationFault> {
  return all(
    Object.entries(given),
    ([name, expression]) => {
      const value = expression.evaluate(scope);
      return value.ok ? ok([name, value.value] as const) : value;
    },
    (entries) => Object.fromEntries(entries),
  );
}

function all<T, V, R>(
  given: readonly T[],
  one: (each: T) => Result<V, EvaluationFault>,
  whole: (values: readonly V[]) => R,
): Result<R, EvaluationFault> {
  const values: V[] = [];
  for (const each of given) {
    const value = one(each);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(whole(values));
}

function faultOf({message}: EvaluationFault): StepFailure {
  return {reason: 'no-value', message};
}
