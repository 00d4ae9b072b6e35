import {formatDuration} from '../base/duration.ts';
import {unreachable} from '../base/unreachable.ts';
import type {Finding, StepFailure} from './failure.ts';

/** Why a step failed, in one line. */
export function failureText(failure: StepFailure): string {
  switch (failure.reason) {
    case 'unexpected':
      return failure.findings.map(findingText).join('; ') || 'not as expected';
    case 'timed-out':
      return `took longer than its timeout of ${formatDuration(failure.after)} and was ended`;
    case 'not-started':
      return `could not be started: ${failure.message}`;
    case 'broken':
    case 'in-doubt':
    case 'no-value':
    case 'rule':
    case 'member':
      return failure.message;
    case 'refused':
      return `${failure.by} said no${failure.why === undefined ? '' : `: ${failure.why}`}`;
    case 'expired':
      return `nobody answered within ${formatDuration(failure.after)}`;
    default:
      return unreachable(failure);
  }
}

/** The reason of the first cause of a failure. */
export function causeOf(failure: StepFailure | undefined): Exclude<StepFailure['reason'], 'member'> | undefined {
  return failure?.reason === 'member' ? failure.cause : failure?.reason;
}

/** The last lines of output that belong to a failure. */
export function failureTail(failure: StepFailure): readonly string[] {
  return ('tail' in failure ? failure.tail : undefined) ?? [];
}

/** What outlived the end of a command that was killed. */
export function failureSurvivors(failure: StepFailure): readonly string[] {
  return ('survivors' in failure ? failure.survivors : undefined) ?? [];
}

function findingText({assertion, expected, actual, because}: Finding): string {
  return because ?? `${assertion}: expected ${oneLine(expected)}, got ${oneLine(actual)}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ⏎ ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
