import type {Value} from '../../base/value.ts';
import type {Operator} from '../ast.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {parseTime, timeText} from '../time.ts';
import type {Type} from '../type.ts';

/** What an operator does with two kinds of values. */
export interface Rule {
  readonly result: Type['kind'];
  readonly apply: (left: Value, right: Value) => Outcome;
}

/** The rule of an operator for two kinds, or undefined where there is none. Lists are the caller's business. */
export function ruleFor(operator: Operator, left: Type['kind'], right: Type['kind']): Rule | undefined {
  const key = `${left} ${operator} ${right}`;
  return Object.hasOwn(RULES, key) ? RULES[key] : undefined;
}

type Numbers = (a: number, b: number) => number;
type Comparison = (order: number) => boolean;

const NUMERIC: Readonly<Record<string, Numbers>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
};
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** The pairs of kinds whose result is a number. */
const MIXED = [
  ['number', 'number'],
  ['int', 'number'],
  ['number', 'int'],
] as const;

const RULES: Readonly<Record<string, Rule>> = Object.fromEntries([
  ...Object.entries(NUMERIC).flatMap(([operator, apply]) => numericRules(operator, apply)),
  ...Object.keys(COMPARISONS).flatMap(comparisonRules),
  rule('int', '/', 'int', 'int', (a, b) =>
    b === 0 ? divided(a) : whole(Math.trunc(number(a) / number(b)), a, '/', b),
  ),
  rule('int', '%', 'int', 'int', (a, b) => (b === 0 ? divided(a) : whole(number(a) % number(b), a, '%', b))),
  ...MIXED.map(([l, r]) => rule(l, '/', r, 'number', (a, b) => finite(number(a) / number(b), a, '/', b))),
  rule('string', '+', 'string', 'string', (a, b) => String(a) + String(b)),
  ...['+', '-'].map((operator) => rule('duration', operator, 'duration', 'duration', numbers(operator, finite))),
  ...['int', 'number'].flatMap((kind) => [
    rule('duration', '*', kind, 'duration', numbers('*', finite)),
    rule(kind, '*', 'duration', 'duration', numbers('*', finite)),
    rule('duration', '/', kind, 'duration', (a, b) => finite(number(a) / number(b), a, '/', b)),
  ]),
  rule('duration', '/', 'duration', 'number', (a, b) => finite(number(a) / number(b), a, '/', b)),
  rule('time', '+', 'duration', 'time', (a, b) => shifted(a, number(b))),
  rule('duration', '+', 'time', 'time', (a, b) => shifted(b, number(a))),
  rule('time', '-', 'duration', 'time', (a, b) => shifted(a, -number(b))),
  rule('time', '-', 'time', 'duration', (a, b) => moment(a) - moment(b)),
]);

function rule(left: string, operator: string, right: string, result: string, apply: Rule['apply']): [string, Rule] {
  return [`${left} ${operator} ${right}`, {result: result as Type['kind'], apply}];
}

function numericRules(operator: string, apply: Numbers): [string, Rule][] {
  const ints = rule('int', operator, 'int', 'int', (a, b) => whole(apply(number(a), number(b)), a, operator, b));
  return [ints, ...MIXED.map(([l, r]) => rule(l, operator, r, 'number', numbers(operator, finite)))];
}

function comparisonRules(operator: string): [string, Rule][] {
  const holds = (order: number): boolean => COMPARISONS[operator]?.(order) ?? false;
  const byNumber: Rule['apply'] = (a, b) => holds(number(a) - number(b));
  return [
    ...['int int', 'int number', 'number int', 'number number', 'duration duration'].map((kinds) => {
      const [left = '', right = ''] = kinds.split(' ');
      return rule(left, operator, right, 'bool', byNumber);
    }),
    rule('string', operator, 'string', 'bool', (a, b) => holds(String(a) < String(b) ? -1 : a === b ? 0 : 1)),
    rule('time', operator, 'time', 'bool', (a, b) => holds(moment(a) - moment(b))),
  ];
}

type Bound = (value: number, a: Value, operator: string, b: Value) => Outcome;

function numbers(operator: string, bound: Bound): Rule['apply'] {
  return (a, b) => bound(NUMERIC[operator]?.(number(a), number(b)) ?? Number.NaN, a, operator, b);
}

function whole(value: number, a: Value, operator: string, b: Value): Outcome {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return failure(
    `${quote(a)} ${operator} ${quote(b)} is too large for an int, which goes up to ${Number.MAX_SAFE_INTEGER}`,
  );
}

function finite(value: number, a: Value, operator: string, b: Value): Outcome {
  if (Number.isFinite(value)) return value;
  return operator === '/' && b === 0 ? divided(a) : failure(`${quote(a)} ${operator} ${quote(b)} is no number`);
}

function divided(a: Value): Outcome {
  return failure(`${quote(a)} is divided by zero`);
}

function shifted(time: Value, milliseconds: number): Outcome {
  return timeText(moment(time) + milliseconds);
}

function number(value: Value): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function moment(time: Value): number {
  return (typeof time === 'string' ? parseTime(time) : undefined) ?? Number.NaN;
}
