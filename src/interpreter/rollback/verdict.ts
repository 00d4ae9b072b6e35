import {failureText} from '../../events/explain-failure.ts';
import {firstPath} from '../../events/first-path.ts';
import type {ChildEnd} from '../../events/frame.ts';
import type {Verdict} from '../../events/outcome.ts';
import type {Result} from '../../events/part.ts';
import type {RunState} from '../../events/state.ts';
import type {RunAt} from '../run-at.ts';

/** How a run that is not taken back ended; `instead`: why it is not, although that was decided. */
export function verdictOf({state, frame}: RunAt, result: Result, instead?: string): Verdict {
  const {ending, accepted} = state;
  const all = (reason: string): string => (instead === undefined ? reason : `${reason}; not rolled back: ${instead}`);
  if (ending?.as === 'succeeded') return {is: 'succeeded', accepted};
  if (ending !== undefined) return {is: ending.as, reason: ending.because};
  if (result.outcome === 'failed')
    return {is: choseToStop(state, result) ? 'stopped' : 'failed', reason: all(reasonOf(result))};
  if (result.outcome === 'stopped')
    return {is: frame.stop?.failed ? 'failed' : 'stopped', reason: all(result.why ?? state.reason ?? '')};
  return {is: 'succeeded', accepted};
}

/** Whether a person at a terminal ended the run after a failure; an answers file, or nobody, lets it fail. */
function choseToStop({started}: RunState, {route}: Result): boolean {
  return route === 'stop' && started?.attended === true;
}

/** A run that was taken back. */
export function rolledBack({state}: RunAt, verified: boolean): Verdict {
  const {barrier, reason = ''} = state;
  const stopped = barrier === undefined ? '' : `; not further back than what cannot be taken back: ${barrier.because}`;
  return {is: 'rolled-back', reason: `${reason}${stopped}`, verified, untouched: remaining(state)};
}

/** What was changed and stays so: what has no undo, and what is still owed; what is temporary is said to be in force. */
function remaining({debts, untouched}: RunState): readonly string[] {
  const owed = [...debts.values()].filter(({temporary}) => temporary === undefined);
  return [...untouched.values(), ...owed.map(({title}) => title)];
}

/** A run that could not be taken back, with the reason; undefined if nothing of it failed. */
export function rollbackFailed({frame, state}: RunAt, verified?: ChildEnd): Verdict | undefined {
  const failed = (reason: string): Verdict => ({is: 'rollback-failed', reason, untouched: remaining(state)});
  if (verified !== undefined) {
    const why = verified.failure === undefined ? verified.outcome : failureText(verified.failure);
    return failed(`the check after the rollback: ${why}`);
  }
  const end = frame.ends.undo;
  if (frame.unsettled > 0) return failed(end ? reasonOf(end) : '');
  const {stop} = frame;
  if (stop !== undefined && stop.why !== 'rollback' && frame.part !== 'body') return failed(`stopped: ${stop.reason}`);
  return undefined;
}

function reasonOf({failure, why}: Result): string {
  return failure === undefined ? (why ?? '') : failureText(failure);
}

/** The verdict of a run of which a step was done again after its end: a success does not outlast what failed since. */
export function verdictAfterAgain({frame}: RunAt): {readonly verdict?: Verdict} {
  const {verdict, ends} = frame;
  const end = ends.again;
  if (verdict?.is !== 'succeeded' || end === undefined) return verdict === undefined ? {} : {verdict};
  const which = `"${end.title ?? firstPath(end.path)}" was done again`;
  if (end.outcome === 'failed') return {verdict: {is: 'failed', reason: `${which}: ${reasonOf(end)}`}};
  if (end.outcome === 'stopped') return {verdict: {is: 'stopped', reason: `${which}, and stopped: ${reasonOf(end)}`}};
  return {verdict};
}
