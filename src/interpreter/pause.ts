import type {StepPath} from '../base/ids.ts';
import type {Decision} from '../events/event.ts';
import {isInside} from '../events/inside.ts';
import type {RunState} from '../events/state.ts';

/**
 * Whether the decisions of a frame must wait, for something would begin while the run is paused, or while a step is
 * done again of which the frame is no part. Clocks and warnings go on.
 */
export function isHeld(state: RunState, path: StepPath, decisions: readonly Decision[]): boolean {
  const {again} = state;
  const beside = again !== undefined && path !== again && !isInside(path, again);
  return (state.paused !== undefined || beside) && decisions.some(begins);
}

function begins(decision: Decision): boolean {
  if (decision.event === 'entered') return true;
  if (decision.event !== 'intended') return false;
  const {effect} = decision;
  switch (effect.do) {
    case 'act':
      return effect.what !== 'notify';
    case 'ask':
      return effect.what !== 'breach';
    case 'sleep':
      return effect.why !== 'timeout' && effect.why !== 'overdue';
    case 'watch':
      return false;
  }
}
