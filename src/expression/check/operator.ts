import type {Value} from '../../base/value.ts';
import {common} from '../assignable.ts';
import type {Node} from '../ast.ts';
import {isMap} from '../fits.ts';
import {failure, isFailure, kindOf, type Outcome, quote} from '../outcome.ts';
import {type Frame, runAll, spend} from '../run.ts';
import {BOOL, DYN, type Type, typeText} from '../type.ts';
import {ruleFor} from './arithmetic.ts';
import {type Checked, type Context, checked, checkPresent, refuse, requirePresent} from './context.ts';
import {comparable, equal, holdsTime} from './equality.ts';

type Binary = Node & {readonly kind: 'binary'};

/** Checks an operator with two sides. */
export function checkOperator(node: Binary, context: Context): Checked {
  if (node.operator === '==' || node.operator === '!=') return checkEquality(node, context);
  const left = checkPresent(node.left, context);
  const right = checkPresent(node.right, context);
  if (node.operator === 'in') return checkIn(node, [left, right], context);
  const type = resultType(node, left.type, right.type);
  if (type === undefined) return refuse(node, context, mismatch(node, left.type, right.type));
  return checked(node, type, (frame) => {
    const values = runAll([left.run, right.run], frame);
    if (isFailure(values)) return values;
    return apply([values[0] ?? null, values[1] ?? null], {node, types: [left.type, right.type]}, frame);
  });
}

/** Checks a minus sign before a value. */
export function checkMinus(node: Node & {readonly kind: 'minus'}, context: Context): Checked {
  const of = checkPresent(node.of, context);
  const {kind} = of.type;
  if (kind !== 'int' && kind !== 'number' && kind !== 'duration' && kind !== 'dyn') {
    return refuse(node, context, {code: 'type', message: `cannot negate ${typeText(of.type)}`});
  }
  return checked(node, of.type, (frame) => {
    const value = of.run(frame);
    if (isFailure(value)) return value;
    return typeof value === 'number' ? 0 - value : failure(`cannot negate ${quote(value)}`);
  });
}

function checkEquality(node: Binary, context: Context): Checked {
  const sides = [context.check(node.left, context), context.check(node.right, context)] as const;
  const againstNull = sides.some((side) => side.type.kind === 'null');
  const [left, right] = againstNull ? sides : [requirePresent(sides[0], context), requirePresent(sides[1], context)];
  if (!comparable(left.type, right.type)) return refuse(node, context, mismatch(node, left.type, right.type));
  const times = holdsTime(left.type) && holdsTime(right.type);
  const run = (frame: Frame): Outcome => {
    const [a, b] = [left.run(frame), right.run(frame)];
    if (isFailure(a)) return a;
    if (isFailure(b)) return b;
    return equal(a, b, times) === (node.operator === '==');
  };
  const proofs = equalityProofs(node, left, right);
  return {node, type: BOOL, run, whenTrue: [], whenFalse: [], ...proofs};
}

function equalityProofs(node: Binary, left: Checked, right: Checked): Partial<Checked> {
  const [subject, other] = left.reference === undefined ? [right, left] : [left, right];
  const {reference} = subject;
  if (reference === undefined || other.node.kind !== 'literal') return {};
  if (other.type.kind === 'null') return node.operator === '!=' ? {whenTrue: [reference]} : {whenFalse: [reference]};
  const isState = reference[0] === 'steps' && reference.length === 3 && reference[2] === 'state';
  if (isState && other.node.value === 'succeeded' && node.operator === '==') return {whenTrue: [reference.slice(0, 2)]};
  return {};
}

function checkIn(node: Binary, [left, right]: readonly [Checked, Checked], context: Context): Checked {
  const where = right.type;
  const fits =
    where.kind === 'dyn' ||
    (where.kind === 'list' && comparable(left.type, where.of)) ||
    ((where.kind === 'map' || where.kind === 'record') && comparable(left.type, {kind: 'string'}));
  if (!fits) {
    const help = where.kind === 'string' ? 'write text.contains("part")' : undefined;
    return refuse(node, context, {
      code: 'type',
      message: `cannot look for ${typeText(left.type)} in ${typeText(where)}`,
      ...(help === undefined ? {} : {help}),
    });
  }
  const times = left.type.kind === 'time';
  return checked(node, BOOL, (frame) => {
    const values = runAll([left.run, right.run], frame);
    if (isFailure(values)) return values;
    return contains(values[1] ?? null, values[0] ?? null, {frame, times});
  });
}

function contains(where: Value, value: Value, by: {readonly frame: Frame; readonly times: boolean}): Outcome {
  if (isMap(where)) return typeof value === 'string' && Object.hasOwn(where, value);
  if (!Array.isArray(where)) return failure(`"in" looks into a list or map, but this is ${quote(where)}`);
  return spend(by.frame, where.length) ?? where.some((item) => equal(item, value, by.times));
}

function resultType(node: Binary, left: Type, right: Type): Type | undefined {
  if (left.kind === 'list' && right.kind === 'list') return node.operator === '+' ? listSum(left, right) : undefined;
  const compares = '<=>='.includes(node.operator);
  if (left.kind === 'dyn' || right.kind === 'dyn') {
    return compares ? BOOL : worksWith(left, right) ? DYN : undefined;
  }
  const rule = ruleFor(node.operator, left.kind, right.kind);
  return rule === undefined ? undefined : ({kind: rule.result} as Type);
}

function listSum(left: Type & {kind: 'list'}, right: Type & {kind: 'list'}): Type {
  return {kind: 'list', of: common(left.of, right.of)};
}

/** Whether an operator knows the one kind that is certain, beside a `dyn`. */
function worksWith(left: Type, right: Type): boolean {
  const known = left.kind === 'dyn' ? right.kind : left.kind;
  return known !== 'bool' && known !== 'null' && known !== 'map' && known !== 'record';
}

interface Applied {
  readonly node: Binary;
  readonly types: readonly [Type, Type];
}

function apply([left, right]: readonly [Value, Value], {node, types}: Applied, frame: Frame): Outcome {
  if (Array.isArray(left) && Array.isArray(right) && node.operator === '+') {
    return spend(frame, left.length + right.length) ?? [...left, ...right];
  }
  const kinds = [actualKind(types[0], left), actualKind(types[1], right)] as const;
  const rule = ruleFor(node.operator, ...kinds);
  if (rule === undefined) {
    return failure(`cannot apply "${node.operator}" to ${kinds[0]} ${quote(left)} and ${kinds[1]} ${quote(right)}`);
  }
  const result = rule.apply(left, right);
  return typeof result === 'string' ? (spend(frame, result.length) ?? result) : result;
}

function actualKind(type: Type, value: Value): Type['kind'] {
  if (type.kind !== 'dyn') return type.kind;
  const kind = kindOf(value);
  return kind === 'absent' ? 'null' : kind;
}

const VERBS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'divide',
};

function mismatch(node: Binary, left: Type, right: Type): {code: 'type'; message: string; help?: string} {
  const verb = VERBS[node.operator] ?? 'compare';
  const message = `cannot ${verb} ${typeText(left)} ${verb === 'compare' ? 'with' : 'and'} ${typeText(right)}`;
  const help = conversion(node, left, right);
  return {code: 'type', message, ...(help === undefined ? {} : {help})};
}

/** The conversion that most probably was forgotten. */
function conversion(node: Binary, left: Type, right: Type): string | undefined {
  if (right.kind === 'string') return textConversion(node.operator, left.kind, node.right);
  return left.kind === 'string' ? textConversion(node.operator, right.kind, node.left) : undefined;
}

function textConversion(operator: string, kind: Type['kind'], text: Node): string | undefined {
  if (text.kind === 'literal' && isWritten(kind, String(text.value))) return `write ${text.value} without quotes`;
  if (kind === 'duration' || kind === 'time') return `write ${kind}(…) around the text`;
  if (operator === '+') return 'write string(…) around what is no text';
  return kind === 'int' || kind === 'number' ? `write ${kind}(…) around the text` : undefined;
}

/** Whether a text is a number or bool that was put in quotes. */
function isWritten(kind: Type['kind'], text: string): boolean {
  if (kind === 'int') return /^-?\d+$/.test(text);
  if (kind === 'number') return text !== '' && Number.isFinite(Number(text));
  return kind === 'bool' && (text === 'true' || text === 'false');
}
