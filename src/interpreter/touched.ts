import type {EffectKey, StepPath} from '../base/ids.ts';
import type {RunEvent} from '../events/event.ts';
import type {RunState} from '../events/state.ts';
import {ROOT} from './paths.ts';

/**
 * The frames whose decisions an event may change: whom it concerns, and those around it. Asked before the event is
 * folded, for it may forget the effect it names.
 */
export function touched(state: RunState, event: RunEvent): Iterable<StepPath> {
  if (isIdle(event)) return [];
  switch (event.event) {
    case 'run-started':
    case 'run-ended':
    case 'breached':
    case 'blind':
    case 'released':
    case 'refused':
      return [ROOT];
    case 'engine-started':
    case 'edited':
    case 'requested':
    case 'paused':
    case 'unpaused':
      return [ROOT, ...state.frames.keys()];
    case 'sampled':
      return [ROOT, ...waiting(state)];
    case 'withdrawn':
      return isBaseline(state, event.key) ? [ROOT, ...state.frames.keys()] : aroundEffect(state, event.key);
    case 'act-ended':
    case 'timer-fired':
    case 'answered':
      return aroundEffect(state, event.key);
    case 'intended':
      return around(state, event.effect.path);
    case 'entered':
      return [...around(state, event.parent), event.path];
    case 'skipped':
      return around(state, event.parent);
    case 'left':
      return event.path === state.again ? [ROOT, ...state.frames.keys()] : around(state, event.parent);
    case 'part-entered':
    case 'looped':
    case 'chose':
    case 'stopping':
    case 'told':
    case 'overdue':
      return around(state, event.path);
  }
}

const IDLE = ['engine-stopped', 'noted', 'sent', 'ticked', 'milestone', 'checkpointed'] as const;

/** Whether nobody decides anything because of it. */
function isIdle(event: RunEvent): event is Extract<RunEvent, {readonly event: (typeof IDLE)[number]}> {
  return (IDLE as readonly string[]).includes(event.event);
}

function aroundEffect(state: RunState, key: EffectKey): readonly StepPath[] {
  const effect = state.inFlight.get(key);
  return effect === undefined ? [] : around(state, effect.path);
}

/** What a monitor watches waits for its baseline. */
function isBaseline(state: RunState, key: EffectKey): boolean {
  const effect = state.inFlight.get(key);
  return effect?.do === 'watch' && effect.baseline === true;
}

function around(state: RunState, from: StepPath): readonly StepPath[] {
  const paths: StepPath[] = [];
  for (let path: StepPath | undefined = from; path !== undefined; ) {
    paths.push(path);
    path = path === ROOT ? undefined : state.frames.get(path)?.parent;
  }
  return paths;
}

function waiting(state: RunState): readonly StepPath[] {
  const paths: StepPath[] = [];
  for (const effect of state.inFlight.values())
    if (effect.do === 'sleep' && effect.why === 'wait') paths.push(effect.path);
  return paths;
}
