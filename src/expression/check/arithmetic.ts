import type {Value} from '../../base/value.ts';
import type {Operator} from '../ast.ts';
import {type Failure, failure, type Outcome, quote} from '../outcome.ts';
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

const NUMERIC: Readonly<Record<string, Numbers>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const RULES: Readonly<Record<string, Rule>> = Object.fromEntries([
  ...['+', '-', '*'].map((operator) => whole('int', operator, NUMERIC[operator] ?? nothing)),
  whole('int', '/', (a, b) => Math.trunc(a / b)),
  whole('int', '%', (a, b) => a % b),
  ...Object.keys(NUMERIC).flatMap((operator) =>
    [`number ${operator} number`, `int ${operator} number`, `number ${operator} int`].map((key) => real(key, 'number')),
  ),
  ...['duration + duration', 'duration - duration', 'duration * int', 'duration * number'].map((key) =>
    real(key, 'duration'),
  ),
  ...['int * duration', 'number * duration', 'duration / int', 'duration / number'].map((key) => real(key, 'duration')),
  real('duration / duration', 'number'),
  rule('string + string', 'string', (a, b) => String(a) + String(b)),
  rule('time + duration', 'time', (a, b) => instant(moment(a) + number(b))),
  rule('duration + time', 'time', (a, b) => instant(moment(b) + number(a))),
  rule('time - duration', 'time', (a, b) => instant(moment(a) - number(b))),
  rule('time - time', 'duration', (a, b) => moment(a) - moment(b)),
  ...Object.entries(COMPARISONS).flatMap(([operator, holds]) => comparisons(operator, holds)),
]);

function nothing(): number {
  return Number.NaN;
}

function rule(key: string, result: Type['kind'], apply: Rule['apply']): [string, Rule] {
  return [key, {result, apply}];
}

/** A rule of ints, whose result must be one that is exact. */
function whole(kind: Type['kind'], operator: string, apply: Numbers): [string, Rule] {
  return rule(`${kind} ${operator} ${kind}`, 'int', (a, b) => {
    const result = apply(number(a), number(b));
    if (Number.isSafeInteger(result)) return result + 0;
    if (b === 0 && (operator === '/' || operator === '%')) return failure(`${quote(a)} is divided by zero`);
    const most = Number.MAX_SAFE_INTEGER;
    return failure(`${quote(a)} ${operator} ${quote(b)} is too large for an int, which goes up to ${most}`);
  });
}

/** A rule of numbers, by the operator in its key; the result must be finite. */
function real(key: string, result: Type['kind']): [string, Rule] {
  const operator = key.split(' ')[1] ?? '';
  const apply = NUMERIC[operator] ?? nothing;
  return rule(key, result, (a, b) => {
    const value = apply(number(a), number(b));
    if (Number.isFinite(value)) return value;
    if (operator === '/' && b === 0) return failure(`${quote(a)} is divided by zero`);
    return failure(`${quote(a)} ${operator} ${quote(b)} is no number`);
  });
}

function comparisons(operator: string, holds: (order: number) => boolean): [string, Rule][] {
  const numeric = [
    ['int', 'int'],
    ['int', 'number'],
    ['number', 'int'],
    ['number', 'number'],
    ['duration', 'duration'],
  ].map(([a, b]) => rule(`${a} ${operator} ${b}`, 'bool', (left, right) => holds(number(left) - number(right))));
  return [
    ...numeric,
    rule(`string ${operator} string`, 'bool', (a, b) => holds(String(a) < String(b) ? -1 : a === b ? 0 : 1)),
    rule(`time ${operator} time`, 'bool', (a, b) => holds(moment(a) - moment(b))),
  ];
}

function number(value: Value): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function moment(time: Value): number {
  return (typeof time === 'string' ? parseTime(time) : undefined) ?? Number.NaN;
}

/** A time that can be written with a year of four digits, as RFC 3339 has it. */
function instant(milliseconds: number): string | Failure {
  if (milliseconds >= FIRST && milliseconds <= LAST) return timeText(milliseconds);
  return failure(`this is a time ${milliseconds < FIRST ? 'before the year 0' : 'after the year 9999'}`);
}

const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
