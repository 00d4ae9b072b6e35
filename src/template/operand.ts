import type {Call, Expression, Path} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type {Node} from '../expression/ast.ts';
import {BOOL, INT, NUMBER, STRING} from '../expression/type.ts';
import {type At, rangeOf, report} from './at.ts';
import {helpers} from './helpers/index.ts';
import {referenceOf} from './names.ts';

/** What is put in, or given to a helper, as a part of an expression. */
export function operand(expression: Expression, at: At): Node {
  const range = rangeOf(expression, at);
  switch (expression.type) {
    case 'PathExpression':
      return isHelper(expression, at)
        ? call(expression, {params: []}, at)
        : referenceOf(expression, {range, depth: at.depth}, at.context);
    case 'SubExpression':
      return call(expression.path, expression, at);
    case 'StringLiteral':
      return {kind: 'literal', value: expression.value, type: STRING, ...range};
    case 'NumberLiteral':
      return {
        kind: 'literal',
        value: expression.value,
        type: Number.isInteger(expression.value) ? INT : NUMBER,
        ...range,
      };
    case 'BooleanLiteral':
      return {kind: 'literal', value: expression.value, type: BOOL, ...range};
    default:
      return {kind: 'literal', value: null, type: {kind: 'null'}, ...range};
  }
}

/** The call of a helper with its arguments. */
export function call(path: Path, {params, hash}: Call, at: At): Node {
  const {start, end: nameEnd} = rangeOf(path, at);
  const args = params.map((param) => operand(param, at));
  if (hash !== undefined) {
    report(hash, at, {code: 'helper', message: `"${path.original}" takes no named arguments`});
  }
  return {kind: 'call', name: path.original, nameStart: start, args, start, end: args.at(-1)?.end ?? nameEnd};
}

function isHelper(path: Path, {context}: At): boolean {
  const {original} = path;
  return Object.hasOwn(helpers, original) && !context.locals.has(original) && !Object.hasOwn(context.names, original);
}
