import type {Value} from '../../base/value.ts';
import type {CallNode, Node} from '../ast.ts';
import {isMap} from '../fits.ts';
import {type Failure, failure, isFailure, type Outcome, quote} from '../outcome.ts';
import {type Frame, spend} from '../run.ts';
import {BOOL, DYN, STRING, type Type, typeText} from '../type.ts';
import {type Checked, type Context, checked, checkPresent, refuse} from './context.ts';
import {bool, checkBool} from './logic.ts';

/** Whether a call is one of CEL's macros: it looks at its arguments unevaluated. */
export function isMacro(node: CallNode): boolean {
  if (node.receiver === undefined) return node.name === 'has' && node.args.length === 1;
  return (node.name === 'map' && node.args.length === 3) || (Object.hasOwn(LOOPS, node.name) && node.args.length === 2);
}

/** Checks `has(…)`, and `list.all(x, …)`, `exists`, `exists_one`, `filter`, `map`. */
export function checkMacro(node: CallNode, context: Context): Checked {
  const [first, second, third] = node.args;
  if (node.receiver === undefined || second === undefined) return checkHas(node, first ?? node, context);
  const over = checkPresent(node.receiver, context);
  const item = itemType(over.type);
  if (item === undefined) {
    const message = `${node.name}() goes through a list or map, but this is ${typeText(over.type)}`;
    return refuse(node.receiver, context, {code: 'type', message});
  }
  if (first?.kind !== 'name')
    return refuse(first ?? node, context, {code: 'syntax', message: 'expected a loop variable'});
  const slot = 1 + Math.max(-1, ...[...context.locals.values()].map((local) => local.slot));
  const inner: Context = {...context, locals: new Map(context.locals).set(first.name, {type: item, slot})};
  const filter = third === undefined && node.name === 'map' ? undefined : checkBool(second, inner);
  const body = node.name === 'map' ? checkPresent(third ?? second, inner) : undefined;
  const plan: Plan = {over, slot, ...(filter === undefined ? {} : {filter}), ...(body === undefined ? {} : {body})};
  return checked(node, resultType(node.name, item, body?.type), (frame) => loop(LOOPS[node.name] ?? keep, plan, frame));
}

interface Plan {
  readonly over: Checked;
  readonly slot: number;
  readonly filter?: Checked;
  readonly body?: Checked;
}

/** What a macro makes of the items: each with whether its condition held, and of what the body gave for those. */
type Loop = (gathered: Gathered) => Outcome;
interface Gathered {
  readonly matches: number;
  readonly misses: number;
  readonly results: readonly Value[];
  /** The first failure of a condition. */
  readonly failed?: Outcome;
}

const keep: Loop = ({results, failed}) => failed ?? results;
const LOOPS: Readonly<Record<string, Loop>> = {
  all: ({misses, failed}) => (misses > 0 ? false : (failed ?? true)),
  exists: ({matches, failed}) => (matches > 0 ? true : (failed ?? false)),
  exists_one: ({matches, failed}) => failed ?? matches === 1,
  filter: keep,
  map: keep,
};

function loop(finish: Loop, plan: Plan, frame: Frame): Outcome {
  const items = itemsOf(plan.over.run(frame));
  if (!Array.isArray(items)) return items;
  const gathered: Gathering = {matches: 0, misses: 0, results: []};
  for (const item of items as readonly Value[]) {
    frame.locals[plan.slot] = item;
    const failed = spend(frame, 10) ?? takeItem(gathered, plan, {frame, item});
    if (failed !== undefined) return failed;
  }
  return finish(gathered);
}

interface Gathering {
  matches: number;
  misses: number;
  readonly results: Value[];
  failed?: Outcome;
}

function takeItem(
  gathered: Gathering,
  plan: Plan,
  at: {readonly frame: Frame; readonly item: Value},
): Failure | undefined {
  const holds = plan.filter === undefined ? true : bool(plan.filter, at.frame);
  if (isFailure(holds)) {
    gathered.failed ??= holds;
    return undefined;
  }
  if (holds !== true) {
    gathered.misses += 1;
    return undefined;
  }
  gathered.matches += 1;
  const result = plan.body === undefined ? at.item : plan.body.run(at.frame);
  if (isFailure(result)) return result;
  gathered.results.push(result ?? null);
  return undefined;
}

function itemsOf(value: Outcome): readonly Value[] | Outcome {
  if (isFailure(value) || Array.isArray(value)) return value;
  if (isMap(value)) return Object.keys(value);
  return failure(`this goes through a list or map, but it is ${quote(value)}`);
}

function itemType(over: Type): Type | undefined {
  if (over.kind === 'list') return over.of;
  if (over.kind === 'map' || over.kind === 'record') return STRING;
  return over.kind === 'dyn' ? DYN : undefined;
}

function resultType(name: string, item: Type, body: Type | undefined): Type {
  if (name === 'map') return {kind: 'list', of: body ?? DYN};
  return name === 'filter' ? {kind: 'list', of: item} : BOOL;
}

function checkHas(node: CallNode, of: Node, context: Context): Checked {
  if (of.kind !== 'member') {
    const text = context.source.slice(of.start, of.end);
    return refuse(of, context, {
      code: 'type',
      message: `has() asks for a member, as in has(json.items), but this is ${text}`,
    });
  }
  const path = context.check(of, context);
  if (path.reference !== undefined) {
    const {reference} = path;
    return {...checked(node, BOOL, (frame) => (frame.scope.get(reference) ?? null) !== null), whenTrue: [reference]};
  }
  const owner = checkPresent(of.of, context);
  return checked(node, BOOL, (frame) => {
    const value = owner.run(frame);
    if (isFailure(value)) return value;
    return isMap(value) && Object.hasOwn(value, of.name);
  });
}
