import type {Decision, Report} from '../../events/event.ts';
import type {RunState} from '../../events/state.ts';

/** Who asks for the end of a run, or something of one that has ended, asks for no pause. */
export function lifted(
  {state}: {readonly state: RunState},
  {by}: Extract<Report, {readonly event: 'requested'}>,
): readonly Decision[] {
  return state.paused === undefined ? [] : [{event: 'unpaused', by}];
}
