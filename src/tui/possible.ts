import type {RunView, StepView} from '../events/view.ts';
import type {Monitor, Runbook} from '../model/runbook.ts';

/** What can be asked of the run now. */
export interface Possible {
  readonly rollback: RollbackOffer;
  /** Pausing, or going on. */
  readonly pause: 'pause' | 'resume' | undefined;
  /** Monitors that a person watches beside what runs now. */
  readonly watched: readonly Monitor[];
}

/** Whether the run can be taken back; `for` and `late` in milliseconds, where a time was set for it. */
export type RollbackOffer =
  | {readonly is: 'possible'; readonly for?: number; readonly late?: true}
  | {readonly is: 'never'; readonly because: string}
  | {readonly is: 'under-way'};

/** What can be asked of the run of `runbook` at `now`. */
export function possibleNow(view: RunView, runbook: Runbook, now: number): Possible {
  const over = view.verdict !== undefined;
  return {
    rollback: rollbackOffer(view, runbook, now),
    pause: over || view.stopping !== undefined ? undefined : view.paused === undefined ? 'pause' : 'resume',
    watched: over ? [] : Object.values(runbook.monitors).filter((each) => each.manual && isBeside(each, view)),
  };
}

/** Whether a monitor's steps are under way. */
export function isBeside(monitor: Monitor, view: RunView): boolean {
  return [...view.steps.values()].some(
    ({state, def}) => state === 'running' && def !== undefined && monitor.during.includes(def),
  );
}

function rollbackOffer(view: RunView, {rollback}: Runbook, now: number): RollbackOffer {
  if (view.rollingBack !== undefined) return {is: 'under-way'};
  if (!rollback.possible) return {is: 'never', because: rollback.because};
  const {within, after} = rollback;
  const ended = after === undefined ? undefined : endOf(view.steps.values(), after);
  if (within === undefined || ended === undefined) return {is: 'possible'};
  const left = ended + within - now;
  return left > 0 ? {is: 'possible', for: left} : {is: 'possible', late: true};
}

function endOf(steps: Iterable<StepView>, def: string): number | undefined {
  for (const step of steps) if (step.def === def && step.endedAt !== undefined) return step.endedAt;
  return undefined;
}
