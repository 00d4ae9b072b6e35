import type {Value} from '../../base/value.ts';
import {memberOf, strip} from '../assignable.ts';
import type {Node} from '../ast.ts';
import type {Outcome} from '../outcome.ts';
import type {Reference} from '../scope.ts';
import {optional, type Type} from '../type.ts';
import {checkAccess} from './access.ts';
import {type Checked, type Context, refuse} from './context.ts';
import {isProven, provenByTruth} from './presence.ts';
import {type NameFault, undefinedName} from './undefined-name.ts';

/** Checks a name, or a member or index of something. */
export function checkReference(node: Node, context: Context): Checked {
  const path = pathOf(node, context);
  if (path === undefined) return checkAccess(node, context);
  if ('fault' in path) return refuse(path.node, context, path.fault);
  return readPath(node, path, context);
}

interface Path {
  readonly reference: Reference;
  readonly type: Type;
  /** Why something on the way to it may be absent. */
  readonly because?: string;
}

type PathFault = {readonly fault: NameFault & {readonly start: number; readonly end: number}; readonly node: Node};

/** The static path that `node` is, as far as records go; undefined if it is none. */
function pathOf(node: Node, context: Context): Path | PathFault | undefined {
  if (node.kind === 'name') {
    if (context.locals.has(node.name)) return undefined;
    const inside: Type = {kind: 'record', fields: context.names};
    return step([node.name], inside, {node, start: node.start, end: node.end}, context);
  }
  const name = staticName(node);
  if (name === undefined || (node.kind !== 'member' && node.kind !== 'index')) return undefined;
  const base = pathOf(node.of, context);
  if (base === undefined || 'fault' in base) return base;
  if (base.type.kind !== 'record') return undefined;
  const at =
    node.kind === 'member' ? {start: node.nameStart, end: node.end} : {start: node.index.start, end: node.index.end};
  return step([...base.reference, name], base.type, {node, ...at}, context, base.because);
}

function staticName(node: Node): string | undefined {
  if (node.kind === 'member') return node.name;
  if (node.kind === 'index' && node.index.kind === 'literal' && typeof node.index.value === 'string')
    return node.index.value;
  return undefined;
}

function step(
  reference: Reference,
  inside: Type,
  at: {readonly node: Node; readonly start: number; readonly end: number},
  context: Context,
  because?: string,
): Path | PathFault {
  const type = memberOf(inside, reference.at(-1) ?? '');
  if (type === undefined) {
    return {fault: {...undefinedName(reference, inside), start: at.start, end: at.end}, node: at.node};
  }
  const absent = type.kind === 'optional' && !isProven(reference, context.proven) ? type.because : because;
  return {reference, type: strip(type), ...(absent === undefined ? {} : {because: absent})};
}

function readPath(node: Node, path: Path, context: Context): Checked {
  const {reference} = path;
  context.found.reads.set(reference.join('.'), reference);
  const type = path.because === undefined ? path.type : optional(path.type, path.because);
  const run = (frame: {readonly scope: {readonly get: (of: Reference) => Value | undefined}}): Outcome =>
    frame.scope.get(reference);
  return {
    node,
    type,
    run,
    reference,
    whenTrue: path.type.kind === 'bool' ? provenByTruth(reference) : [],
    whenFalse: [],
  };
}
