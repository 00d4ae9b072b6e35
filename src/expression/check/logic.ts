import {common} from '../assignable.ts';
import type {Node} from '../ast.ts';
import {failure, isFailure, type Outcome, quote} from '../outcome.ts';
import type {Frame} from '../run.ts';
import {BOOL, typeText} from '../type.ts';
import {type Checked, type Context, checked, checkPresent, proving} from './context.ts';
import {inBoth} from './presence.ts';

/** Checks `a && b` and `a || b`: what the left side shows holds on the right. */
export function checkLogic(node: Node & {readonly kind: 'logic'}, context: Context): Checked {
  const and = node.operator === '&&';
  const left = checkBool(node.left, context);
  const right = checkBool(node.right, proving(context, and ? left.whenTrue : left.whenFalse));
  const run = (frame: Frame): Outcome => decide([left, right], !and, frame);
  return {
    node,
    type: BOOL,
    run,
    whenTrue: and ? [...left.whenTrue, ...right.whenTrue] : inBoth(left.whenTrue, right.whenTrue),
    whenFalse: and ? inBoth(left.whenFalse, right.whenFalse) : [...left.whenFalse, ...right.whenFalse],
    ...(and ? {both: [left, right] as const} : {}),
  };
}

/** Checks `!a`. */
export function checkNot(node: Node & {readonly kind: 'not'}, context: Context): Checked {
  const of = checkBool(node.of, context);
  return {
    node,
    type: BOOL,
    run: (frame) => {
      const value = bool(of, frame);
      return isFailure(value) ? value : value === false;
    },
    whenTrue: of.whenFalse,
    whenFalse: of.whenTrue,
  };
}

/** Checks `condition ? then : otherwise`. */
export function checkChoice(node: Node & {readonly kind: 'choice'}, context: Context): Checked {
  const condition = checkBool(node.condition, context);
  const then = checkPresent(node.then, proving(context, condition.whenTrue));
  const otherwise = checkPresent(node.otherwise, proving(context, condition.whenFalse));
  return checked(node, common(then.type, otherwise.type), (frame) => {
    const value = bool(condition, frame);
    if (isFailure(value)) return value;
    return (value === true ? then : otherwise).run(frame);
  });
}

/** Checks a part that must be a bool. */
export function checkBool(node: Node, context: Context): Checked {
  const part = checkPresent(node, context);
  const {kind} = part.type;
  if (kind === 'bool' || kind === 'dyn') return part;
  const text = context.source.slice(node.start, node.end);
  context.found.faults.push({
    code: 'type',
    message: `"${text}" is ${typeText(part.type)}, but a bool is expected here`,
    ...(kind === 'string' ? {help: `compare it, as in ${text} != ""`} : {}),
    start: node.start,
    end: node.end,
  });
  return part;
}

/** The bool that a part gives. */
export function bool(part: Checked, frame: Frame): Outcome {
  const value = part.run(frame);
  if (isFailure(value) || typeof value === 'boolean') return value;
  return failure(`a bool is expected, but this is ${quote(value)}`);
}

/** CEL's `&&` and `||`: a side that decides wins, even over a failure of the other one. */
function decide([left, right]: readonly [Checked, Checked], decisive: boolean, frame: Frame): Outcome {
  const first = bool(left, frame);
  if (first === decisive) return decisive;
  const second = bool(right, frame);
  if (second === decisive) return decisive;
  return isFailure(first) ? first : second;
}
