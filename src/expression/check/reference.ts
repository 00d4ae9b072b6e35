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
    const root: Path = {reference: [], type: {kind: 'record', fields: context.names}};
    return step(root, {node, name: node.name, start: node.start, end: node.end}, context);
  }
  const member = staticMember(node);
  if (member === undefined) return undefined;
  const base = pathOf(member.of, context);
  if (base === undefined || 'fault' in base) return base;
  return base.type.kind === 'record' ? step(base, member, context) : undefined;
}

interface Member {
  readonly node: Node;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function staticMember(node: Node): (Member & {readonly of: Node}) | undefined {
  if (node.kind === 'member') return {node, of: node.of, name: node.name, start: node.nameStart, end: node.end};
  if (node.kind !== 'index' || node.index.kind !== 'literal') return undefined;
  const {value, start, end} = node.index;
  return typeof value === 'string' ? {node, of: node.of, name: value, start: start + 1, end: end - 1} : undefined;
}

function step(base: Path, {node, name, start, end}: Member, context: Context): Path | PathFault {
  const reference = [...base.reference, name];
  const type = memberOf(base.type, name);
  if (type === undefined) return {fault: {...undefinedName(reference, base.type), start, end}, node};
  const isAbsent = type.kind === 'optional' && !isProven(reference, context.proven);
  const because = isAbsent ? type.because : base.because;
  return {reference, type: strip(type), ...(because === undefined ? {} : {because})};
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
