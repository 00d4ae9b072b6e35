import type {Values} from '../base/value.ts';
import type {Block} from '../model/block.ts';
import type {StepFailure} from './failure.ts';
import type {Outcome} from './outcome.ts';

/** What a frame is: a block of the runbook, the whole run, or the undoing of one debt. */
export type FrameType = Block['type'] | 'run' | 'undo';

/** What a frame is to its parent, where it is not one of its steps, items or branches. */
export type Role = 'rescue' | 'always' | 'between' | 'well' | 'probe' | 'undo' | 'verify' | 'again';

/**
 * The scope a frame opens: `round` forgotten at its end · `line` of a parallel group, seen by others at the join ·
 * `call` closed to what is around it · `undo` closed but for its bindings · `part` names of its own, steps around it.
 */
export type Opens = 'round' | 'line' | 'call' | 'undo' | 'part';

/** What a frame is at: its body, then what follows it. The last four are the run's own; `again` after it had ended. */
export type Part = 'body' | 'rescue' | 'always' | 'undo' | 'rollback' | 'verify' | 'again' | 'ending';

/** What a body, with the parts after it, came to. */
export interface Result {
  readonly outcome: Outcome;
  readonly failure?: StepFailure;
  /** Set where a rescue no longer catches it: a person or a rule has decided. */
  readonly route?: 'stop' | 'rollback';
  readonly rescued?: boolean;
  /** Why an `accepted` failure is acceptable, or who skipped it. */
  readonly why?: string;
  readonly captured?: Values;
}

/** Why something is being ended before its time; a later one in this order overrides an earlier. */
export type StopWhy = 'timeout' | 'sibling' | 'stop' | 'rollback' | 'kill';
