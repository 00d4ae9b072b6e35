import {type StepPath, stepPath} from '../base/ids.ts';
import type {Value, Values} from '../base/value.ts';
import type {Reference, Scope} from '../expression/scope.ts';
import {timeText} from '../expression/time.ts';
import type {Runbook} from '../model/runbook.ts';
import type {RunState, ScopeRecord, StepRecord} from './state.ts';
import {varsOf} from './vars.ts';

/**
 * What a path of the run sees: `inputs vars steps run monitors now`, the names of loops, `failure` in a rescue, and
 * first of all the bindings of an undo. Secrets are not in it. Undefined: `get` where a name has no value.
 */
export function scopeAt(at: {readonly runbook: Runbook; readonly state: RunState; readonly path: StepPath}): Scope {
  const {runbook, state, path} = at;
  const start = scopeOf(state, path);
  return {
    get: (reference) => {
      const [root = '', ...rest] = reference;
      const bound = boundValue(state, start, reference);
      if (bound !== undefined) return bound;
      const named = nameValue(state, start, root);
      if (named !== undefined) return walk(named, rest);
      switch (root) {
        case 'inputs':
          return walk(inputsOf(state, start), rest);
        case 'vars':
          return walk(varsOf(runbook, state), rest);
        case 'steps':
          return stepValue(state, start, rest);
        case 'run':
          return walk(runFacts(runbook, state), rest);
        case 'monitors':
          return monitorValue(state, rest);
        case 'now':
          return timeText(state.frames.get(path)?.since ?? state.now);
        default:
          return undefined;
      }
    },
  };
}

/** `scope` with names of more, which come first: `exit`, `item`, a step's own captures under `steps`. */
export function overlay(scope: Scope, values: Values): Scope {
  return {
    get: (reference) => {
      const found = walk(values, reference);
      return found === undefined ? scope.get(reference) : found;
    },
  };
}

/** The part of `value` that `keys` lead to, or undefined. */
function walk(value: Value | undefined, keys: Reference): Value | undefined {
  let at = value;
  for (const key of keys) {
    if (at === null || typeof at !== 'object') return undefined;
    at = Array.isArray(at) ? at[Number(key)] : Object.hasOwn(at, key) ? (at as Values)[key] : undefined;
  }
  return at;
}

function scopeOf(state: RunState, path: StepPath): StepPath {
  return state.frames.get(path)?.inner ?? stepPath('/');
}

function* chain(state: RunState, start: StepPath): Generator<ScopeRecord> {
  for (let at: StepPath | undefined = start; at !== undefined; ) {
    const record: ScopeRecord | undefined = state.scopes.get(at);
    if (record === undefined) return;
    yield record;
    at = record.outer;
  }
}

function boundValue(state: RunState, start: StepPath, reference: Reference): Value | undefined {
  for (const {bindings} of chain(state, start)) {
    if (bindings === undefined) continue;
    for (let length = reference.length; length > 0; length -= 1) {
      const key = reference.slice(0, length).join('.');
      if (Object.hasOwn(bindings, key)) return walk(bindings[key], reference.slice(length));
    }
  }
  return undefined;
}

function nameValue(state: RunState, start: StepPath, root: string): Value | undefined {
  for (const {vars} of chain(state, start)) if (Object.hasOwn(vars, root)) return vars[root];
  return undefined;
}

function inputsOf(state: RunState, start: StepPath): Values {
  for (const {inputs} of chain(state, start)) if (inputs !== undefined) return inputs;
  return state.started?.inputs ?? {};
}

function stepValue(state: RunState, start: StepPath, [id = '', ...rest]: Reference): Value | undefined {
  for (const scope of chain(state, start)) {
    const record = scope.steps.get(id);
    if (record !== undefined) return walk({...facts(record), ...record.captured}, rest);
  }
  return rest.length === 1 && ABSENT.has(rest[0] ?? '') ? false : undefined;
}

/** What is asked of a step that has not run: none of it. */
const ABSENT: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'rescued', 'accepted']);

function facts({outcome, rescued, startedAt, tookMs}: StepRecord): Values {
  return {
    state: outcome === 'accepted' ? 'failed' : outcome,
    succeeded: outcome === 'succeeded',
    failed: outcome === 'failed' || outcome === 'accepted',
    skipped: outcome === 'skipped',
    accepted: outcome === 'accepted',
    rescued,
    started_at: timeText(startedAt),
    took_ms: tookMs,
  };
}

function runFacts(runbook: Runbook, state: RunState): Values {
  const {started} = state;
  return {
    id: started?.run ?? '',
    by: started?.by ?? '',
    started_at: timeText(state.startedAt),
    elapsed: state.now - state.startedAt,
    reason: state.reason ?? '',
    url: `runbook:${started?.run ?? ''}`,
    timezone: started?.timezone ?? runbook.timezone,
  };
}

function monitorValue(state: RunState, [name = '', ...rest]: Reference): Value | undefined {
  const monitor = state.monitors.get(name);
  if (monitor === undefined) return rest[0] === 'breached' || rest[0] === 'blind' ? false : undefined;
  const {value, baseline, breached, blind} = monitor;
  return walk(
    {
      ...(value !== undefined && {value}),
      ...(baseline !== undefined && {baseline}),
      ...{breached, blind, ok: value !== undefined && !breached && !blind},
    },
    rest,
  );
}
