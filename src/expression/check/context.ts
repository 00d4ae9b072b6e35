import type {Node, Range} from '../ast.ts';
import type {LanguageFunction} from '../functions/contract.ts';
import {failure} from '../outcome.ts';
import type {Run} from '../run.ts';
import type {Fault, Names, Reference} from '../scope.ts';
import {DYN, type Type} from '../type.ts';

/** What is known where a part of an expression stands. */
export interface Context {
  readonly source: string;
  readonly names: Names;
  /** The loop variables of macros around this part. */
  readonly locals: ReadonlyMap<string, Local>;
  /** References that conditions around this part have shown to be present. */
  readonly proven: readonly Reference[];
  readonly found: Found;
  /** What can be called, and how people know it. */
  readonly functions: Readonly<Record<string, LanguageFunction>>;
  readonly language: 'expression' | 'template';
  /** Checks a part; an absent-able one keeps its `optional` type. */
  readonly check: (node: Node, context: Context) => Checked;
}

/** Where the check of a whole text begins. */
export function newContext(about: Pick<Context, 'source' | 'names' | 'functions' | 'language' | 'check'>): Context {
  return {...about, locals: new Map(), proven: [], found: {faults: [], reads: new Map()}};
}

/** A loop variable: its type, and where frames keep its value. */
export interface Local {
  readonly type: Type;
  readonly slot: number;
}

/** What the check of one expression gathers. */
export interface Found {
  readonly faults: Fault[];
  readonly reads: Map<string, Reference>;
}

/** A part that was checked, and can be evaluated if there was no fault anywhere. */
export interface Checked {
  readonly node: Node;
  readonly type: Type;
  readonly run: Run;
  /** The static reference that this part is. */
  readonly reference?: Reference;
  /** What is certainly present where this part is true, and where it is false. */
  readonly whenTrue: readonly Reference[];
  readonly whenFalse: readonly Reference[];
  /** The two sides of a conjunction. */
  readonly both?: readonly [Checked, Checked];
}

/** A checked part that proves nothing. */
export function checked(node: Node, type: Type, run: Run): Checked {
  return {node, type, run, whenTrue: [], whenFalse: []};
}

/** Reports a fault at a part; what stands for the part fits anywhere, so that one cause is one finding. */
export function refuse(node: Node, context: Context, fault: Omit<Fault, 'start' | 'end'> & Partial<Range>): Checked {
  context.found.faults.push({start: node.start, end: node.end, ...fault});
  return checked(node, DYN, () => failure('this expression has faults'));
}

/** The context in which `references` are present as well. */
export function proving(context: Context, references: readonly Reference[]): Context {
  return references.length === 0 ? context : {...context, proven: [...context.proven, ...references]};
}

/** Checks a part that must be present: an absent-able one is a fault that says why it may be absent. */
export function checkPresent(node: Node, context: Context): Checked {
  return requirePresent(context.check(node, context), context);
}

/** The part, which must be present. */
export function requirePresent(part: Checked, context: Context): Checked {
  const {node} = part;
  if (part.type.kind !== 'optional') return part;
  const name = part.reference?.join('.') ?? context.source.slice(node.start, node.end);
  context.found.faults.push({
    code: 'maybe-absent',
    message: `"${name}" may be absent: ${part.type.because}`,
    help: absentHelp(name, context.language),
    start: node.start,
    end: node.end,
    ...(part.reference === undefined ? {} : {reference: part.reference}),
  });
  return {...part, type: part.type.of};
}

function absentHelp(name: string, language: Context['language']): string {
  return language === 'template'
    ? `write {{first ${name} "…"}} with what stands for it, or put it inside {{#if ${name}}}`
    : `write first(${name}, …) with what stands for it, or use it only where ${name} != null`;
}
