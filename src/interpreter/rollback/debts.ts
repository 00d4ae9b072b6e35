import type {Value} from '../../base/value.ts';
import type {Debt} from '../../events/event.ts';
import {isInside} from '../../events/inside.ts';
import {overlay} from '../../events/scope.ts';
import type {Scope} from '../../expression/scope.ts';
import {outlined} from '../../kinds/rendered.ts';
import type {Block} from '../../model/block.ts';
import {type At, type BodyEnd, scopeOf} from '../at.ts';
import {nameOf} from '../describe.ts';
import {inProbe, inUndo, parentOf} from '../place.ts';
import {isOwedBefore, isOwedByGroup, madeAnew} from './made-anew.ts';

/** What a frame that ends so leaves to be taken back, and what it cannot take back. */
export interface LeftBehind {
  readonly touched?: true;
  readonly owes?: readonly Debt[];
  readonly settles?: readonly number[];
  readonly irreversible?: string;
  readonly untouched?: string;
}

/** What a frame owes at its end: its own undo, in doubt unless it is done; a group's stands for its members'. */
export function debtsOf(at: At, end: BodyEnd): LeftBehind {
  const {state, frame, block} = at;
  if (frame.type === 'run' || !changed(at, end) || inProbe(state, frame)) return {};
  const undoing = inUndo(state, frame);
  const {undo} = block;
  const withGroup = block.temporary === undefined && (undoing || isOwedByGroup(at));
  const owed = undo !== undefined && 'block' in undo && !withGroup;
  const stands = undo !== undefined && block.temporary === undefined ? membersOf(at) : [];
  const {debt, settles} = owed ? madeAnew(at, debtOf(at, end, undo)) : {settles: []};
  return {
    ...((owed || !block.readOnly) && {touched: true}),
    ...(debt && {owes: [debt]}),
    ...(stands.length + settles.length > 0 && {settles: [...stands, ...settles]}),
    ...(block.irreversible !== undefined && !undoing && {irreversible: outlined(block.irreversible, scopeOf(at))}),
    ...(!undoing && isLost(at) && {untouched: frame.title ?? nameOf(block, scopeOf(at))}),
  };
}

/** Whether a frame that ends so has done something, or something in it has that is not said to only look. */
function changed({frame}: At, end: BodyEnd): boolean {
  return frame.type === 'ask' ? end.outcome === 'succeeded' : frame.touched;
}

function debtOf(
  at: At,
  end: BodyEnd,
  undo: {readonly block: Block; readonly reads: readonly (readonly string[])[]},
): Debt {
  const {block, frame} = at;
  const own = block.named && end.captured !== undefined ? {steps: {[block.id]: end.captured}} : {};
  const scope = overlay(scopeOf(at), own);
  const done = end.outcome === 'succeeded' || (end.outcome === 'accepted' && frame.type !== 'act');
  return {
    path: frame.path,
    undo: undo.block.def,
    title: frame.title ?? nameOf(block, scope),
    state: done ? 'done' : 'in-doubt',
    ...(block.temporary && {temporary: block.temporary}),
    ...(block.probe && {probe: block.probe.def}),
    bindings: bindingsOf(at, scope, undo.reads),
  };
}

/** The values that what takes it back will read, as they are now; loop names and a call's inputs whole. */
function bindingsOf({state, frame}: At, scope: Scope, reads: readonly (readonly string[])[]) {
  const bindings: {[name: string]: Value; inputs?: Value} = {};
  for (let path = frame.inner; ; ) {
    const record = state.scopes.get(path);
    if (record === undefined) break;
    for (const [name, value] of Object.entries(record.vars)) bindings[name] ??= value;
    if (record.inputs !== undefined) bindings.inputs ??= record.inputs;
    if (record.outer === undefined) break;
    path = record.outer;
  }
  for (const reference of reads) {
    const value = scope.get(reference);
    if (value !== undefined) bindings[reference.join('.')] = value;
  }
  return bindings;
}

/** Debts of members, which a group's own undo stands for. */
function membersOf({state, frame}: At): readonly number[] {
  const numbers: number[] = [];
  for (let n = frame.debtMark; n < state.nextDebt; n += 1) {
    const debt = state.debts.get(n);
    if (debt !== undefined && debt.temporary === undefined && isInside(debt.path, frame.path)) numbers.push(n);
  }
  return numbers;
}

/** It changed something, and neither it nor a group around it says how to take it back. */
function isLost(at: At): boolean {
  const {state, runbook, frame, block} = at;
  if (block.type !== 'act' || block.readOnly || block.undo !== undefined) return false;
  if (isOwedBefore(at)) return false;
  for (let at = parentOf(state, frame); at !== undefined; at = parentOf(state, at))
    if (at.type !== 'run' && runbook.defs.get(at.def)?.undo !== undefined) return false;
  return true;
}
