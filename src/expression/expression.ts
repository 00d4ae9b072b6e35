import type {Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import type {EvaluationFault, Reference, Scope} from './scope.ts';
import type {Type} from './type.ts';

/** A CEL expression that was parsed and type-checked; evaluating it is pure. */
export interface Expression {
  readonly source: string;
  readonly type: Type;
  /** Everything it can read. */
  readonly reads: readonly Reference[];
  /** References that are certainly present where this (boolean) expression is true: `x != null`, `steps.x.succeeded`. */
  readonly provesPresent: readonly Reference[];
  /** True if it reads nothing. */
  readonly constant: boolean;
  readonly evaluate: (scope: Scope) => Result<Value, EvaluationFault>;
  /** The innermost part of a conjunction that is false in `scope`, for people: `inputs.flag != null`. */
  readonly falsePart: (scope: Scope) => string;
  /** The values of everything it reads, for "actual" in a failed assertion. */
  readonly observed: (scope: Scope) => readonly {readonly name: string; readonly value: Value | undefined}[];
}
