import type {AttemptOutput} from '../../../journal/excerpt.ts';
import {type Clock, clockOf} from '../../clock.ts';
import type {AttemptRecord, StepRecord} from '../../record/record.ts';
import type {ReportSource} from '../report-format.ts';

/** What the parts of the page are drawn from. */
export interface Report extends ReportSource {
  readonly clock: Clock;
  /** What an attempt printed, as much of it as the page can hold. */
  readonly printed: (attempt: AttemptRecord) => AttemptOutput;
}

/** Bytes of output that a page holds altogether, and what one output gets of it at least and at most. */
const BUDGET = {all: 4 << 20, least: 1 << 10, most: 64 << 10};

/** Prepares the record for its page: the room for output is shared evenly among all attempts. */
export function reportOf(source: ReportSource): Report {
  const attempts = Math.max(1, countAttempts(source.record.steps));
  const share = Math.floor(BUDGET.all / attempts);
  const most = Math.min(BUDGET.most, Math.max(BUDGET.least, share));
  return {
    ...source,
    clock: clockOf(source.record.view.timezone),
    printed: ({key}) => source.output(key, most),
  };
}

function countAttempts(steps: readonly StepRecord[]): number {
  return steps.reduce((sum, step) => sum + step.attempts.length + countAttempts(step.children), 0);
}
