import type {Decision} from '../events/event.ts';
import type {Frame} from '../events/frame.ts';
import type {Result} from '../events/part.ts';
import {scopeAt} from '../events/scope.ts';
import type {RunState} from '../events/state.ts';
import type {Scope} from '../expression/scope.ts';
import type {Block} from '../model/block.ts';
import type {Runbook} from '../model/runbook.ts';

/** One living frame, with all that its decisions depend on. */
export interface At<B = Block, F = Frame> {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly block: B;
  readonly frame: F;
}

/** What a frame answers when it is asked what follows: decisions, nothing yet, or how its body ended. */
export type Now = {readonly emit: readonly Decision[]} | {readonly done: BodyEnd} | 'wait';

/** How a body ended. */
export interface BodyEnd extends Result {
  /** The failure began here: no rescue and nobody has been asked yet what follows from it. */
  readonly born?: true;
  /** The run ends here. */
  readonly ends?: {readonly as: 'succeeded' | 'failed' | 'stopped'; readonly because: string};
  /** Its body never began, so nothing follows it. */
  readonly unbegun?: true;
}

/** The frame at `at` asks what its texts see. */
export function scopeOf(at: At<unknown>): Scope {
  return scopeAt({runbook: at.runbook, state: at.state, path: at.frame.path});
}

/** A body that failed for a reason of its own. */
export const failed = (failure: NonNullable<Result['failure']>): Now => ({
  done: {outcome: 'failed', failure, born: true},
});

/** A body that failed because a value could not be had. */
export const noValue = (message: string): Now => failed({reason: 'no-value', message});
