import type {ASTNode} from '@marcbachmann/cel-js';
import {Environment} from '@marcbachmann/cel-js/evaluator';
import {limits} from '../base/limits.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Node, Operator} from './ast.ts';
import type {Fault} from './scope.ts';
import {syntaxFault} from './syntax-fault.ts';
import {BOOL, INT, NUMBER, STRING} from './type.ts';

const MAX_DEPTH = 200;

/** Made once for the limit that is set: making one costs more than most expressions. */
let parser: {readonly nodes: number; readonly made: Environment} | undefined;

function parserFor(nodes: number): Environment {
  if (parser?.nodes !== nodes) parser = {nodes, made: new Environment({limits: {maxAstNodes: nodes, maxDepth: 100}})};
  return parser.made;
}

/** Parses CEL; an expression that is too long, too deep or has too many parts is refused. */
export function parseSyntax(source: string): Result<Node, Fault> {
  const {expression: most} = limits;
  if (source.length > most) {
    return fail(tooLarge(source, `is ${source.length} characters long; up to ${most} are allowed`));
  }
  try {
    const faults: Fault[] = [];
    const node = convert(parserFor(limits.expression_nodes).parse(source).ast, {source, faults}, 0);
    const [first] = faults;
    return first === undefined ? ok(node) : fail(first);
  } catch (error) {
    if (error instanceof RangeError) return fail(tooLarge(source, 'is nested too deeply'));
    return fail(syntaxFault(source, error));
  }
}

function tooLarge(source: string, why: string): Fault {
  return {
    code: 'too-large',
    message: `this expression ${why}`,
    help: 'split it into several, with "set"',
    start: 0,
    end: source.length,
  };
}

interface Conversion {
  readonly source: string;
  readonly faults: Fault[];
}

function convert(ast: ASTNode, at: Conversion, depth: number): Node {
  const range = {start: ast.start, end: ast.end};
  const child = (part: ASTNode): Node => convert(part, at, depth + 1);
  if (depth > MAX_DEPTH) throw new RangeError('depth');
  switch (ast.op) {
    case 'value':
      return literal(ast.args, range, at);
    case 'id':
      return {kind: 'name', name: ast.args, ...range};
    case '.':
      return {kind: 'member', of: child(ast.args[0]), name: ast.args[1], nameStart: ast.pos, ...range};
    case '[]':
      return {kind: 'index', of: child(ast.args[0]), index: child(ast.args[1]), ...range};
    case 'call':
      return {kind: 'call', name: ast.args[0], nameStart: ast.start, args: ast.args[1].map(child), ...range};
    case 'rcall': {
      const [name, receiver, args] = ast.args;
      const nameStart = at.source.indexOf(name, receiver.end);
      return {kind: 'call', name, nameStart, receiver: child(receiver), args: args.map(child), ...range};
    }
    case '!_':
    case '-_':
      return {kind: ast.op === '!_' ? 'not' : 'minus', of: child(ast.args), ...range};
    case '&&':
    case '||':
      return {kind: 'logic', operator: ast.op, left: child(ast.args[0]), right: child(ast.args[1]), ...range};
    case '?:': {
      const [condition, then, otherwise] = ast.args;
      return {
        kind: 'choice',
        condition: child(condition),
        then: child(then),
        otherwise: child(otherwise),
        ...range,
      };
    }
    case 'list':
      return {kind: 'list', items: ast.args.map(child), ...range};
    case 'map':
      return {kind: 'map', entries: ast.args.map(([key, value]) => [child(key), child(value)] as const), ...range};
    default:
      return binary(ast, range, child);
  }
}

function binary(ast: ASTNode, range: {start: number; end: number}, child: (part: ASTNode) => Node): Node {
  const [left, right] = ast.args as readonly [ASTNode, ASTNode];
  return {kind: 'binary', operator: ast.op as Operator, left: child(left), right: child(right), ...range};
}

function literal(value: unknown, range: {start: number; end: number}, at: Conversion): Node {
  switch (typeof value) {
    case 'string':
      return {kind: 'literal', value, type: STRING, ...range};
    case 'boolean':
      return {kind: 'literal', value, type: BOOL, ...range};
    case 'number':
      return {kind: 'literal', value, type: NUMBER, ...range};
    case 'bigint':
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) at.faults.push(tooBig(range, at.source));
      return {kind: 'literal', value: Number(value), type: INT, ...range};
    default:
      if (value !== null) at.faults.push(leftOut(range, at.source));
      return {kind: 'literal', value: null, type: {kind: 'null'}, ...range};
  }
}

function tooBig(range: {start: number; end: number}, source: string): Fault {
  const text = source.slice(range.start, range.end);
  return {
    code: 'type',
    message: `${text} is too large for an int, which goes up to ${Number.MAX_SAFE_INTEGER}`,
    ...range,
  };
}

function leftOut(range: {start: number; end: number}, source: string): Fault {
  const text = source.slice(range.start, range.end);
  const what = text.startsWith('b') || text.startsWith('B') ? 'bytes' : 'unsigned integers';
  return {code: 'syntax', message: `${text}: this language has no ${what}; write a plain string or number`, ...range};
}
