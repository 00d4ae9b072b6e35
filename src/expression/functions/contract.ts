import type {Value} from '../../base/value.ts';
import type {Outcome} from '../outcome.ts';
import type {Type} from '../type.ts';

/** A function of the language: one file, one line in the registry. */
export interface LanguageFunction {
  readonly name: string;
  /** One sentence for completion and the docs. */
  readonly summary: string;
  /** An expression without names that uses it. */
  readonly example: string;
  readonly signatures: readonly Signature[];
}

/** One way to call a function. */
export interface Signature {
  /** The type of what stands before the dot; without it the function stands alone. */
  readonly on?: Type;
  readonly takes: readonly Type[];
  /** How many of the last arguments may be left out. */
  readonly optional?: number;
  /** The type of any number of further arguments. */
  readonly rest?: Type;
  /** It takes arguments that may be absent. */
  readonly absent?: boolean;
  /** The type it gives, or what is wrong with the arguments. */
  readonly gives: Type | ((call: StaticCall) => Type | Problem);
  /** `args` begin with what stands before the dot. */
  readonly apply: (args: readonly (Value | undefined)[], call: Call) => Outcome;
}

/** What is known of a call before it runs; both lists begin with what stands before the dot. */
export interface StaticCall {
  readonly types: readonly Type[];
  /** The arguments that are written as constants. */
  readonly literals: readonly (Value | undefined)[];
}

/** What is wrong with the argument at `argument`. */
export interface Problem {
  readonly problem: string;
  readonly code?: 'type' | 'pattern';
  readonly argument?: number;
  readonly help?: string;
}

/** What a function may ask for while it runs. */
export interface Call {
  readonly types: readonly Type[];
  /** The runbook's time zone. */
  readonly timezone: () => string;
  /** Takes from the budget of the evaluation; a failure once it is used up. */
  readonly spend: (amount: number) => Outcome;
}

/** Whether the check of arguments found a problem. */
export function isProblem(given: Type | Problem): given is Problem {
  return 'problem' in given;
}
