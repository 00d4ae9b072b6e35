import {limits} from '../base/limits.ts';
import type {Value} from '../base/value.ts';
import {type Failure, failure, isFailure, type Outcome} from './outcome.ts';
import type {Scope} from './scope.ts';

/** What one evaluation works with. */
export interface Frame {
  readonly scope: Scope;
  /** The loop variables of macros, by slot. */
  readonly locals: Value[];
  readonly budget: {left: number};
}

/** A checked part of an expression, ready to be evaluated. */
export type Run = (frame: Frame) => Outcome;

/** A frame for one evaluation; how much that may do is counted, not timed. */
export function newFrame(scope: Scope): Frame {
  return {scope, locals: [], budget: scope.budget ?? {left: limits.expression_cost}};
}

/** Takes `amount` from the budget; a failure once it is used up. */
export function spend(frame: Frame, amount: number): Failure | undefined {
  frame.budget.left -= amount;
  return frame.budget.left < 0 ? failure('the expression does too much: it was stopped') : undefined;
}

/** Evaluates all of `runs`; the first that fails ends it. An absent value is a failure here. */
export function runAll(runs: readonly Run[], frame: Frame): readonly Value[] | Failure {
  const values: Value[] = [];
  for (const run of runs) {
    const value = present(run(frame));
    if (isFailure(value)) return value;
    values.push(value);
  }
  return values;
}

/** The outcome, with absence turned into a failure. */
function present(outcome: Outcome): Value | Failure {
  return outcome === undefined ? failure('there is no value here') : outcome;
}
