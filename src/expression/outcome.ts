import type {Value} from '../base/value.ts';

const WHY = Symbol('failure');

/** Why a part of an expression gave no value. */
export interface Failure {
  readonly [WHY]: string;
}

/** What a part of an expression gives: a value, nothing (an absent one), or a failure. */
export type Outcome = Value | undefined | Failure;

/** A failure whose message quotes the values it is about. */
export function failure(message: string): Failure {
  return {[WHY]: message};
}

/** Whether `outcome` is a failure. */
export function isFailure(outcome: Outcome): outcome is Failure {
  return typeof outcome === 'object' && outcome !== null && WHY in outcome;
}

/** The message of a failure. */
export function reasonOf(outcome: Failure): string {
  return outcome[WHY];
}

/** A value as messages quote it: JSON, cut where it is long. */
export function quote(value: Value | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}

/** What a value is, for messages: `string`, `int`, `list` … */
export function kindOf(
  value: Value | undefined,
): 'absent' | 'null' | 'string' | 'int' | 'number' | 'bool' | 'list' | 'map' {
  switch (typeof value) {
    case 'undefined':
      return 'absent';
    case 'string':
      return 'string';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'number';
    case 'boolean':
      return 'bool';
    default:
      return value === null ? 'null' : Array.isArray(value) ? 'list' : 'map';
  }
}
