import {fail, ok, type Result} from '../../base/result.ts';
import type {ControlRequest} from '../../control/request.ts';
import type {RunState} from '../../events/state.ts';
import {foresee} from '../../interpreter/foresee.ts';
import type {Runbook} from '../../model/runbook.ts';

/** What an engine is to be started for. */
export interface Wanted {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly requests: readonly ControlRequest[];
}

/**
 * The requests that are to be made of a run once it is taken up for their sake, without those that are on their way;
 * the error says why one of them would be refused, for then the run must not be taken up at all.
 */
export function admitRequests({runbook, state, requests}: Wanted): Result<readonly ControlRequest[], string> {
  const now = Math.max(state.now, Date.now());
  const admitted: ControlRequest[] = [];
  for (const request of requests) {
    const {ask, ...asked} = request as Extract<ControlRequest, {readonly ask: 'request'}>;
    if (ask !== 'request') {
      admitted.push(request);
      continue;
    }
    const foreseen = foresee({runbook, state: {...state, now}}, {event: 'requested', ...asked});
    if (foreseen.is === 'refused') return fail(foreseen.because);
    if (foreseen.is === 'granted') admitted.push(request);
  }
  return ok(admitted);
}
