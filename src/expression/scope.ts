import type {Value} from '../base/value.ts';
import type {Type} from './type.ts';

/** What a place in a runbook may refer to, statically: root names with their types (`inputs` is a record …). */
export type Names = Readonly<Record<string, Type>>;

/** A dotted name as it is written: `['steps', 'version', 'name']`. The longest static path is kept. */
export type Reference = readonly string[];

/** What a place in a runbook can see at run time. */
export interface Scope {
  /** The value of a reference, or undefined where it is absent. */
  readonly get: (reference: Reference) => Value | undefined;
  /** What all evaluations in it together may still do; each has the limit for itself where there is none. */
  readonly budget?: {left: number};
}

/** What is wrong with an expression or template; `start` and `end` count in its own text. */
export interface Fault {
  readonly code:
    | 'syntax'
    | 'type'
    | 'undefined-name'
    | 'maybe-absent'
    | 'too-large'
    | 'pattern'
    | 'unsafe-place'
    | 'helper';
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help?: string;
  /** For `undefined-name` and `maybe-absent`: what was referred to, up to and with the part at fault. */
  readonly reference?: Reference;
  /** For `undefined-name`: the names that stand in that place. */
  readonly available?: readonly string[];
  /** The text to put between `start` and `end`, where that mends it. */
  readonly replacement?: string;
}

/** Why a checked expression or template gave no value at run time. `message` quotes the values it is about. */
export interface EvaluationFault {
  readonly message: string;
}
