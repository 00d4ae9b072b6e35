import {formatDuration} from '../../base/duration.ts';
import type {Estimate} from '../../model/step.ts';
import type {StepRecord} from './record.ts';

/** Every step of the record in order, each before what is in it. */
export function everyStep(steps: readonly StepRecord[]): readonly StepRecord[] {
  return steps.flatMap((step) => [step, ...everyStep(step.children)]);
}

/** Steps that failed by themselves, not because of what is in them. */
export function failedSteps(steps: readonly StepRecord[]): readonly StepRecord[] {
  return everyStep(steps).filter(({view}) => view.failure !== undefined && view.failure.reason !== 'member');
}

/** Steps that were tried more than once. */
export function retriedSteps(steps: readonly StepRecord[]): readonly StepRecord[] {
  return everyStep(steps).filter((step) => workOf(step).length > 1);
}

/** The attempts of a step, without the questions of its probe. */
export function workOf({attempts}: StepRecord): StepRecord['attempts'] {
  return attempts.filter(({what}) => what === 'work');
}

/** Milliseconds from a step's begin to its end, to `now` where it has none. */
export function tookOf({view}: StepRecord, now: number): number {
  return (view.endedAt ?? now) - view.startedAt;
}

/** An estimate in words: `5m`, `10m to 15m`. */
export function estimateText({low, high}: Estimate): string {
  return low === high ? formatDuration(low) : `${formatDuration(low)} to ${formatDuration(high)}`;
}
