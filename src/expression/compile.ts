import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {assignable} from './assignable.ts';
import {textOf} from './ast.ts';
import {check} from './check/check.ts';
import {type Checked, newContext, requirePresent} from './check/context.ts';
import type {Expression} from './expression.ts';
import {fits} from './fits.ts';
import {functions} from './functions/index.ts';
import {failure, isFailure, type Outcome, quote, reasonOf} from './outcome.ts';
import {newFrame} from './run.ts';
import type {EvaluationFault, Fault, Names, Scope} from './scope.ts';
import {parseSyntax} from './syntax.ts';
import {type Type, typeText} from './type.ts';

/** Parses and type-checks a CEL expression; its value must fit `expected`, if that is given. */
export function compileExpression(source: string, names: Names, expected?: Type): Result<Expression, readonly Fault[]> {
  const syntax = parseSyntax(source);
  if (!syntax.ok) return fail([syntax.error]);
  const context = newContext({source, names, functions, language: 'expression', check});
  const part = check(syntax.value, context);
  const root = expected?.kind === 'optional' ? part : requirePresent(part, context);
  const {faults, reads} = context.found;
  if (faults.length === 0 && expected !== undefined && !assignable(root.type, expected)) {
    faults.push(wrongType(source, root, expected));
  }
  return faults.length > 0
    ? fail(faults)
    : ok(expressionOf(root, [...reads.values()], {source, type: expected ?? root.type}));
}

interface Wanted {
  readonly source: string;
  readonly type: Type;
}

function expressionOf(root: Checked, reads: Expression['reads'], {source, type}: Wanted): Expression {
  return {
    source,
    type: root.type,
    reads,
    provesPresent: root.whenTrue,
    constant: reads.length === 0,
    evaluate: (scope) => evaluate(root, scope, type),
    falsePart: (scope) => textOf(source, falsePart(root, scope).node),
    observed: (scope) => reads.map((reference) => ({name: reference.join('.'), value: scope.get(reference)})),
  };
}

function evaluate(root: Checked, scope: Scope, type: Type): Result<Value, EvaluationFault> {
  const outcome = run(root, scope);
  if (isFailure(outcome)) return fail({message: reasonOf(outcome)});
  const value = outcome ?? null;
  if (fits(value, type)) return ok(value);
  return fail({message: `${quote(value)} is not ${typeText(type)}, as is expected here`});
}

function run(root: Checked, scope: Scope): Outcome {
  try {
    return root.run(newFrame(scope));
  } catch (error) {
    if (error instanceof RangeError) return failure('the value is nested too deeply');
    throw error;
  }
}

function falsePart(part: Checked, scope: Scope): Checked {
  if (part.both === undefined) return part;
  const [left, right] = part.both;
  return falsePart(run(left, scope) === false ? left : right, scope);
}

function wrongType(source: string, root: Checked, expected: Type): Fault {
  const text = source.length > 40 ? `${source.slice(0, 39)}…` : source;
  const help =
    expected.kind === 'bool' && root.type.kind === 'string' ? 'compare it with something, as in … == "ok"' : undefined;
  return {
    code: 'type',
    message: `"${text}" is ${typeText(root.type)}, but ${typeText(expected)} is expected here`,
    start: 0,
    end: source.length,
    ...(help === undefined ? {} : {help}),
  };
}
