import {failureTail, failureText} from '../../events/explain-failure.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {Sign} from '../style.ts';
import type {AttemptRecord, StepRecord} from './record.ts';

/** How a step ended, in a word or two. */
export function outcomeText({view}: StepRecord): string {
  if (view.rescued) return 'failed, and rescued';
  return OUTCOMES[view.state];
}

const OUTCOMES: Readonly<Record<StepRecord['view']['state'], string>> = {
  succeeded: 'succeeded',
  skipped: 'skipped',
  accepted: 'failed, and accepted',
  failed: 'failed',
  stopped: 'stopped',
  running: 'has not ended',
};

/** The sign of how a step ended. */
export function signOf({view}: StepRecord): Sign {
  return view.rescued ? 'accepted' : view.state;
}

/** The last words of a command mostly say why it failed. */
function lastLine(failure: StepFailure): readonly string[] {
  const last = failureTail(failure).findLast((line) => line.trim() !== '');
  return last === undefined ? [] : [`its last line: ${last.trim()}`];
}

/** How one attempt ended, in one line. */
export function attemptText({did, exit, failure, answer, what}: AttemptRecord): string {
  if (what === 'probe' && answer !== undefined)
    return `the probe says ${answer === 'cannot-tell' ? 'nothing' : answer}`;
  if (failure !== undefined) return [failureText(failure), ...lastLine(failure)].join('; ');
  const status = exit === undefined ? '' : `, exit status ${exit}`;
  return did === undefined ? 'has not ended' : `${ENDS[did]}${status}`;
}

const ENDS: Readonly<Record<NonNullable<AttemptRecord['did']>, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'was ended',
  lost: 'nobody knows how it ended',
};
