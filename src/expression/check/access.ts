import type {Value} from '../../base/value.ts';
import {memberOf} from '../assignable.ts';
import type {Node} from '../ast.ts';
import {isMap} from '../fits.ts';
import {failure, isFailure, kindOf, type Outcome, quote} from '../outcome.ts';
import {runAll} from '../run.ts';
import {DYN, type Type} from '../type.ts';
import {type Checked, type Context, checked, checkPresent, refuse} from './context.ts';
import {article, undefinedName} from './undefined-name.ts';

/** Checks a loop variable, or a member or index of a value. */
export function checkAccess(node: Node, context: Context): Checked {
  if (node.kind === 'name') {
    const local = context.locals.get(node.name);
    return checked(node, local?.type ?? DYN, (frame) => frame.locals[local?.slot ?? 0]);
  }
  if (node.kind === 'member') return checkMember(node, context);
  if (node.kind === 'index') return checkIndex(node, context);
  throw new Error(`no access: ${node.kind}`);
}

function checkMember(node: Node & {kind: 'member'}, context: Context): Checked {
  const of = checkPresent(node.of, context);
  const type = memberOf(of.type, node.name);
  const text = context.source.slice(node.of.start, node.of.end);
  if (type === undefined) {
    return refuse(node, context, {...undefinedName([text, node.name], of.type), start: node.nameStart});
  }
  return checked(node, type, (frame) => {
    const value = of.run(frame);
    return isFailure(value) ? value : memberValue(value, node.name, text);
  });
}

/** The member `name` of a value; `text` is how the expression calls the value. */
function memberValue(value: Outcome, name: string, text: string): Outcome {
  if (isFailure(value)) return value;
  if (!isMap(value)) return failure(`"${text}" is ${kindOf(value)} ${quote(value)}, it has no "${name}"`);
  if (Object.hasOwn(value, name)) return value[name];
  const keys = Object.keys(value);
  const there =
    keys.length === 0 ? 'it is empty' : `it has ${keys.slice(0, 12).join(', ')}${keys.length > 12 ? ' …' : ''}`;
  return failure(`"${text}" has no "${name}"; ${there}`);
}

function checkIndex(node: Node & {kind: 'index'}, context: Context): Checked {
  const of = checkPresent(node.of, context);
  const index = checkPresent(node.index, context);
  const text = context.source.slice(node.of.start, node.of.end);
  const type = indexType(of.type, index);
  if (type === undefined) {
    const help = of.type.kind === 'list' ? 'a list is indexed by an int, from 0' : 'only lists and maps have an index';
    return refuse(node, context, {
      code: 'type',
      message: `"${text}" is ${article(of.type)}, it cannot be indexed by ${article(index.type)}`,
      help,
    });
  }
  return checked(node, type, (frame) => {
    const values = runAll([of.run, index.run], frame);
    return isFailure(values) ? values : indexValue(values[0] ?? null, values[1] ?? null, text);
  });
}

/** The type an index gives, by the kind of what is indexed; undefined where it cannot be. */
function indexType(of: Type, index: Checked): Type | undefined {
  const by = index.type.kind;
  const isText = by === 'string' || by === 'dyn';
  const isPlace = by === 'int' || by === 'dyn';
  switch (of.kind) {
    case 'dyn':
      return isText || isPlace ? DYN : undefined;
    case 'list':
      return isPlace ? of.of : undefined;
    case 'map':
      return isText ? of.of : undefined;
    case 'record':
      if (!isText) return undefined;
      return index.node.kind === 'literal' ? memberOf(of, String(index.node.value)) : DYN;
    default:
      return undefined;
  }
}

function indexValue(value: Value, index: Value, text: string): Outcome {
  if (typeof index === 'string') return memberValue(value, index, text);
  if (!Array.isArray(value))
    return failure(`"${text}" is ${kindOf(value)} ${quote(value)}, it has no index ${quote(index)}`);
  if (typeof index === 'number' && index >= 0 && index < value.length) return value[index] as Value;
  return failure(`"${text}" has ${value.length} elements, there is none at ${quote(index)}`);
}
