import {didYouMean} from '../../base/did-you-mean.ts';
import type {Value} from '../../base/value.ts';
import {assignable, strip} from '../assignable.ts';
import type {CallNode} from '../ast.ts';
import {fits} from '../fits.ts';
import {type Call, isProblem, type LanguageFunction, type Problem, type Signature} from '../functions/contract.ts';
import {failure, isFailure, kindOf, type Outcome, quote} from '../outcome.ts';
import {type Frame, spend} from '../run.ts';
import {type Type, typeText} from '../type.ts';
import {type Checked, type Context, checked, refuse, requirePresent} from './context.ts';

/** Checks a call of a function of the language. */
export function checkCall(node: CallNode, context: Context): Checked {
  const fn = Object.hasOwn(context.functions, node.name) ? context.functions[node.name] : undefined;
  if (fn === undefined) return refuse(node, context, unknownFunction(node, context));
  const parts = [...(node.receiver === undefined ? [] : [node.receiver]), ...node.args];
  const raw = parts.map((part) => context.check(part, context));
  const shaped = fn.signatures.filter((each) => hasShape(each, node));
  const absent = shaped.some((each) => each.absent === true);
  const args = absent ? raw : raw.map((part) => requirePresent(part, context));
  const types = args.map((part) => part.type);
  const candidates = shaped.filter((each) => params(each, args.length).every((type, i) => fitsAt(types[i], type)));
  const [signature] = candidates;
  if (signature === undefined) return refuse(node, context, noSignature(fn, node, types));
  const gives = typeGiven(signature, args);
  if (isProblem(gives)) {
    const at = parts[gives.argument ?? 0] ?? node;
    return refuse(at, context, {
      code: gives.code ?? 'type',
      message: gives.problem,
      ...(gives.help === undefined ? {} : {help: gives.help}),
    });
  }
  const type: Type =
    candidates.length > 1 && types.some((each) => each.kind === 'dyn') ? commonResult(candidates) : gives;
  return checked(node, type, (frame) => call({fn, candidates, args}, frame));
}

function typeGiven(signature: Signature, args: readonly Checked[]): Type | Problem {
  if (typeof signature.gives !== 'function') return signature.gives;
  const literals = args.map((part) => (part.node.kind === 'literal' ? part.node.value : undefined));
  return signature.gives({types: args.map((part) => part.type), literals});
}

function commonResult(candidates: readonly Signature[]): Type {
  const [first, ...rest] = candidates.map((each) => each.gives);
  if (first === undefined || typeof first === 'function') return {kind: 'dyn'};
  return rest.every((each) => typeof each !== 'function' && each.kind === first.kind) ? first : {kind: 'dyn'};
}

function hasShape(signature: Signature, node: CallNode): boolean {
  if ((signature.on === undefined) !== (node.receiver === undefined)) return false;
  const count = node.args.length;
  const most = signature.rest === undefined ? signature.takes.length : Number.POSITIVE_INFINITY;
  return count >= signature.takes.length - (signature.optional ?? 0) && count <= most;
}

function params(signature: Signature, count: number): readonly Type[] {
  const fixed = [...(signature.on === undefined ? [] : [signature.on]), ...signature.takes];
  return Array.from({length: count}, (_, index) => fixed[index] ?? signature.rest ?? {kind: 'dyn'});
}

function fitsAt(type: Type | undefined, param: Type): boolean {
  return type !== undefined && assignable(strip(type), param);
}

interface Plan {
  readonly fn: LanguageFunction;
  readonly candidates: readonly Signature[];
  readonly args: readonly Checked[];
}

function call({fn, candidates, args}: Plan, frame: Frame): Outcome {
  const values: (Value | undefined)[] = [];
  let size = 10;
  for (const arg of args) {
    const value = arg.run(frame);
    if (isFailure(value)) return value;
    if (value === undefined && candidates[0]?.absent !== true) return failure('there is no value here');
    if (typeof value === 'string') size += value.length >> 4;
    values.push(value);
  }
  const spent = spend(frame, size);
  if (spent !== undefined) return spent;
  const signature = candidates.find((each) => accepts(each, values));
  if (signature === undefined) return wrongValues(fn, values);
  return signature.apply(values, circumstances(args, frame));
}

function accepts(signature: Signature, values: readonly (Value | undefined)[]): boolean {
  return params(signature, values.length).every((type, index) => {
    const value = values[index];
    return value === undefined
      ? signature.absent === true
      : type.kind === 'list'
        ? Array.isArray(value)
        : fits(value, type);
  });
}

function circumstances(args: readonly Checked[], frame: Frame): Call {
  return {
    types: args.map((arg) => arg.type),
    timezone: () => {
      const zone = frame.scope.get(['run', 'timezone']);
      return typeof zone === 'string' ? zone : 'UTC';
    },
    spend: (amount) => spend(frame, amount),
  };
}

function wrongValues(fn: LanguageFunction, values: readonly (Value | undefined)[]): Outcome {
  const given = values.map((value) => `${kindOf(value)} ${quote(value)}`).join(', ');
  return failure(`${fn.name}() does not work with ${given}; an example is ${fn.example}`);
}

function unknownFunction(node: CallNode, context: Context): Parameters<typeof refuse>[2] {
  const available = Object.keys(context.functions);
  const meant = didYouMean(node.name, available);
  return {
    code: context.language === 'template' ? 'helper' : 'undefined-name',
    message: `there is no ${context.language === 'template' ? 'helper' : 'function'} "${node.name}"`,
    reference: [node.name],
    available,
    start: node.nameStart,
    end: node.nameStart + node.name.length,
    ...(meant === undefined ? listed(available, context) : {help: `did you mean "${meant}"?`, replacement: meant}),
  };
}

/** The helpers of templates are few enough to be named. */
function listed(available: readonly string[], {language}: Context): {help?: string} {
  return language === 'template' ? {help: `the helpers are ${available.join(', ')}`} : {};
}

function noSignature(fn: LanguageFunction, node: CallNode, types: readonly Type[]): Parameters<typeof refuse>[2] {
  const offset = node.receiver === undefined ? 0 : 1;
  const given = types.slice(offset).map(typeText).join(', ');
  const written = offset === 0 ? `${fn.name}(${given})` : `${typeText(types[0] ?? {kind: 'dyn'})}.${fn.name}(${given})`;
  const known = fn.signatures.map((each) => signatureText(fn, each));
  return {
    code: 'type',
    message: `there is no ${written}; there is ${known.join(', ')}`,
    help: `an example: ${fn.example}`,
  };
}

/** A signature as messages write it: `string.table(string, …)`. */
function signatureText(fn: LanguageFunction, signature: Signature): string {
  const firstOptional = signature.takes.length - (signature.optional ?? 0);
  const takes = signature.takes.map((type, index) => typeText(type) + (index >= firstOptional ? '?' : ''));
  const rest = signature.rest === undefined ? [] : [`${typeText(signature.rest)} …`];
  const on = signature.on === undefined ? '' : `${typeText(signature.on)}.`;
  return `${on}${fn.name}(${[...takes, ...rest].join(', ')})`;
}
