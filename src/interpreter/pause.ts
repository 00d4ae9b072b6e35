import type {Decision} from '../events/event.ts';
import type {RunState} from '../events/state.ts';

/** Whether decisions must wait because the run is paused: something would begin. Clocks and warnings go on. */
export function isHeld(state: RunState, decisions: readonly Decision[]): boolean {
  return state.paused !== undefined && decisions.some(begins);
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
