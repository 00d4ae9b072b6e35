import {fail, ok, type Result} from '../../base/result.ts';
import type {ControlRequest} from '../../control/request.ts';
import {type Foreseen, foresee} from '../../interpreter/foresee.ts';
import {repeatable} from '../../interpreter/requests/repeatable.ts';
import {canRollBack} from '../../interpreter/rollback/rollback.ts';
import {type JudgedRun, whyNewer, whyOutdated, whyStepOutdated} from './newer-runs.ts';

type WholeRequest = Extract<ControlRequest, {readonly ask: 'request'}>;

/** What an engine is to be started for. */
export interface Wanted extends JudgedRun {
  readonly requests: readonly ControlRequest[];
}

/**
 * The requests that are to be made of a run once it is taken up for their sake, without those that are on their way;
 * the error says why one of them would be refused, for then the run must not be taken up at all.
 */
export function admitRequests({requests, ...run}: Wanted): Result<readonly ControlRequest[], string> {
  const admitted: ControlRequest[] = [];
  for (const request of requests) {
    const foreseen: Foreseen = request.ask === 'request' ? lookAhead(run, request) : {is: 'granted'};
    if (foreseen.is === 'refused') return fail(foreseen.because);
    if (foreseen.is === 'granted') admitted.push(request);
  }
  return ok(admitted);
}

function lookAhead({runbook, state, folder}: JudgedRun, request: WholeRequest): Foreseen {
  const {ask: _, ...asked} = request;
  const now = {runbook, state: {...state, now: Math.max(state.now, Date.now())}};
  const foreseen = foresee(now, {event: 'requested', ...asked});
  const because = foreseen.is === 'granted' ? whyOverwrites({...now, folder}, request) : undefined;
  return because === undefined ? foreseen : {is: 'refused', because};
}

/** Why a request is refused that would overwrite what later runs did, unless whoever asks says why. */
export function whyOverwrites(
  run: JudgedRun,
  {what, overNewer, subject = ''}: Pick<WholeRequest, 'what' | 'overNewer' | 'subject'>,
): string | undefined {
  if (overNewer !== undefined) return undefined;
  if (what === 'rollback') return canRollBack(run) ? whyNewer(run) : undefined;
  if (what !== 'again') return undefined;
  const step = repeatable(run, subject);
  return step.ok && !step.value.block.readOnly ? whyStepOutdated(run, subject) : undefined;
}

/**
 * Why a run that an earlier engine left does not go on: over what later runs did, unless it is only to be ended, or
 * what is asked of it is judged by itself.
 */
export function whyNotOn({requests, ...run}: Wanted): string | undefined {
  const judged = requests.some((request) => request.ask === 'request' && JUDGED.includes(request.what));
  return judged || run.state.verdict !== undefined ? undefined : whyOutdated(run);
}

const JUDGED: readonly string[] = ['stop', 'kill', 'rollback', 'again'] satisfies readonly WholeRequest['what'][];
