import {formatDuration} from '../../base/duration.ts';
import type {RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import {blockOf} from '../place.ts';

interface Run {
  readonly runbook: Runbook;
  readonly state: RunState;
}

/** Whether something can be taken back: the runbook allows it, and a step that began has an undo. */
export function canRollBack(run: Run): boolean {
  return whyNoRollback(run) === undefined;
}

/** Why nothing can be taken back; undefined if something can. */
export function whyNoRollback(run: Run): string | undefined {
  return whyBarred(run) ?? (owes(run) ? undefined : nothing(run));
}

/** Why what was done stays done; undefined where something can be taken back, or nothing needs to be. */
export function whyBarred(run: Run): string | undefined {
  const {rollback} = run.runbook;
  if (!rollback.possible) return `it cannot be taken back: ${rollback.because}`;
  const {barrier} = run.state;
  return barrier === undefined || owes(run) ? undefined : `it cannot be taken back: ${barrier.because}`;
}

function nothing({state}: Run): string {
  return state.untouched.size === 0
    ? 'there is nothing to take back'
    : 'nothing of what was changed says how it is taken back';
}

const owes = (run: Run): boolean => owedBack(run.state).length > 0 || hasLivingUndo(run);

/** The debts of a rollback in the order in which they are taken back: what is in doubt, then the latest first. */
export function owedBack(state: RunState): readonly number[] {
  const from = state.barrier?.before ?? 0;
  const numbers = [...state.debts.keys()].filter((n) => n >= from).toReversed();
  return [...numbers.filter((n) => state.unfinished.has(n)), ...numbers.filter((n) => !state.unfinished.has(n))];
}

/** How long the offer of a rollback was over at an instant, in milliseconds; undefined while it stood. */
export function lateBy({runbook, state}: Run, instant = state.now): number | undefined {
  const {rollback} = runbook;
  if (!rollback.possible || rollback.within === undefined || rollback.after === undefined) return undefined;
  const ended = state.endedAt.get(rollback.after);
  if (ended === undefined) return undefined;
  const late = instant - ended - rollback.within;
  return late > 0 ? late : undefined;
}

/** How long ago an offer ended, in words: whole seconds are enough. */
export function lateText(late: number): string {
  return `${formatDuration(Math.max(1000, Math.round(late / 1000) * 1000))} ago`;
}

function hasLivingUndo({runbook, state}: Run): boolean {
  for (const frame of state.frames.values()) {
    if (frame.type === 'undo' || frame.type === 'run') continue;
    const {undo} = blockOf(runbook, frame);
    if (undo !== undefined && 'block' in undo && ('attempt' in frame ? frame.attempt > 0 : frame.cursor > 0))
      return true;
  }
  return false;
}
