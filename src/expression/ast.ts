import type {Type} from './type.ts';

/** A stretch of an expression's own text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The operators that take two values; `&&` and `||` are apart because they may leave one out. */
export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';

/** A part of a parsed expression. */
export type Node = Range &
  (
    | {readonly kind: 'literal'; readonly value: null | boolean | number | string; readonly type: Type}
    | {readonly kind: 'name'; readonly name: string}
    | {readonly kind: 'member'; readonly of: Node; readonly name: string; readonly nameStart: number}
    | {readonly kind: 'index'; readonly of: Node; readonly index: Node}
    | CallNode
    | {readonly kind: 'not'; readonly of: Node}
    | {readonly kind: 'minus'; readonly of: Node}
    | {readonly kind: 'binary'; readonly operator: Operator; readonly left: Node; readonly right: Node}
    | {readonly kind: 'logic'; readonly operator: '&&' | '||'; readonly left: Node; readonly right: Node}
    | {readonly kind: 'choice'; readonly condition: Node; readonly then: Node; readonly otherwise: Node}
    | {readonly kind: 'list'; readonly items: readonly Node[]}
    | {readonly kind: 'map'; readonly entries: readonly (readonly [Node, Node])[]}
  );

/** `name(args)`, or `receiver.name(args)`. */
export type CallNode = Range & {
  readonly kind: 'call';
  readonly name: string;
  readonly nameStart: number;
  readonly receiver?: Node;
  readonly args: readonly Node[];
};

/** The text of a node, with the parentheses that belong to it. */
export function textOf(source: string, range: Range): string {
  let {start, end} = range;
  let depth = 0;
  let lowest = 0;
  for (const char of source.slice(start, end)) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    lowest = Math.min(lowest, depth);
  }
  for (; lowest < 0; lowest += 1) start = source.lastIndexOf('(', start - 1);
  for (; depth > lowest; depth -= 1) end = source.indexOf(')', end) + 1;
  return source.slice(start, end);
}
