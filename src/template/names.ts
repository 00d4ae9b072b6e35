import type {Path} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import {memberOf} from '../expression/assignable.ts';
import type {Node, Range} from '../expression/ast.ts';
import type {Context} from '../expression/check/context.ts';

/** The name under which the value of a block (`this`) is kept among the loop variables. */
export const thisAt = (depth: number): string => `this/${depth}`;

/** The name under which `@index` and its like are kept. */
export const dataAt = (name: string): string => `@${name}`;

/** A path of Handlebars as the reference it is: to a name of a block, a member of its value, or a root. */
export function referenceOf(path: Path, at: {readonly range: Range; readonly depth: number}, context: Context): Node {
  const {range} = at;
  if (path.data)
    return chain(path, {root: {kind: 'name', name: dataAt(path.parts[0] ?? ''), ...range}, from: 1}, context);
  const depth = at.depth - path.depth;
  const current: Node = {kind: 'name', name: thisAt(depth), ...range};
  if (isOfThis(path)) return chain(path, {root: current, from: 0}, context);
  const [first = ''] = path.parts;
  if (path.depth === 0 && context.locals.has(first)) return fromRoot(path, range, context);
  const type = depth > 0 ? context.locals.get(thisAt(depth))?.type : undefined;
  const isMember = type !== undefined && memberOf(type, first) !== undefined;
  const isRoot = Object.hasOwn(context.names, first);
  const prefersMember = type?.kind === 'record' || !isRoot;
  return isMember && prefersMember ? chain(path, {root: current, from: 0}, context) : fromRoot(path, range, context);
}

function isOfThis(path: Path): boolean {
  return path.parts.length === 0 || /^(\.\.\/)*(this\b|\.\/)/.test(path.original);
}

function fromRoot(path: Path, range: Range, context: Context): Node {
  const [first = ''] = path.parts;
  const end = offsetAfter(context.source, first, range.start);
  const root: Node = {kind: 'name', name: first, start: end - first.length, end};
  return chain(path, {root, from: 1}, context);
}

interface Start {
  readonly root: Node;
  /** The first of the path's parts that is a member. */
  readonly from: number;
}

function chain(path: Path, {root, from}: Start, context: Context): Node {
  let node = root;
  let at = from === 0 ? root.start : root.end;
  for (const name of path.parts.slice(from)) {
    const end = offsetAfter(context.source, name, at);
    node = {kind: 'member', of: node, name, nameStart: end - name.length, start: root.start, end};
    at = end;
  }
  return node;
}

function offsetAfter(source: string, name: string, from: number): number {
  return source.indexOf(name, from) + name.length;
}
