import {failureText} from '../events/explain-failure.ts';
import type {ChildEnd} from '../events/frame.ts';
import type {Verdict} from '../events/outcome.ts';
import type {Result} from '../events/part.ts';
import type {RunAt} from './run-at.ts';

/** How a run that is not taken back ended. */
export function verdictOf({state}: RunAt, result: Result): Verdict {
  const {ending, accepted} = state;
  if (ending?.as === 'succeeded') return {is: 'succeeded', accepted};
  if (ending !== undefined) return {is: ending.as, reason: ending.because};
  if (result.outcome === 'failed') return {is: 'failed', reason: reasonOf(result)};
  if (result.outcome === 'stopped') return {is: 'stopped', reason: result.why ?? state.reason ?? ''};
  return {is: 'succeeded', accepted};
}

/** A run that was taken back. */
export function rolledBack({state, frame}: RunAt, verified: boolean): Verdict {
  const {barrier, reason = '', debts, untouched} = state;
  const leftOut = frame.rolledBack?.flatMap((n) => debts.get(n)?.title ?? []) ?? [];
  const stopped = barrier === undefined ? '' : `; not further back than what cannot be taken back: ${barrier.because}`;
  return {is: 'rolled-back', reason: `${reason}${stopped}`, verified, untouched: [...untouched.values(), ...leftOut]};
}

/** A run that could not be taken back, with the reason; undefined if nothing of it failed. */
export function rollbackFailed({frame}: RunAt, verified?: ChildEnd): Verdict | undefined {
  if (verified !== undefined) {
    const why = verified.failure === undefined ? verified.outcome : failureText(verified.failure);
    return {is: 'rollback-failed', reason: `the check after the rollback: ${why}`};
  }
  const end = frame.ends.undo;
  if (frame.unsettled > 0) return {is: 'rollback-failed', reason: end ? reasonOf(end) : ''};
  const {stop} = frame;
  if (stop !== undefined && stop.why !== 'rollback' && frame.part !== 'body')
    return {is: 'rollback-failed', reason: `stopped: ${stop.reason}`};
  return undefined;
}

function reasonOf({failure, why}: Result): string {
  return failure === undefined ? (why ?? '') : failureText(failure);
}
