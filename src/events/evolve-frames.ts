import {stepPath} from '../base/ids.ts';
import type {Draft, DraftFrame, Writable} from './draft.ts';
import type {RunEvent} from './event.ts';
import {doneAgain, noteSpoilt, reentered} from './evolve-again.ts';
import {addDebts, settleDebts} from './evolve-debts.ts';
import {keepSkipped} from './evolve-done.ts';
import {land} from './evolve-effects.ts';
import {closeScope, openScope, recordStep} from './evolve-scopes.ts';
import {failureText} from './explain-failure.ts';
import type {ChildEnd} from './frame.ts';
import {newFrame} from './new-frame.ts';
import type {Role} from './part.ts';

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

/** Something began to live. */
export function entered(draft: Draft, event: Of<'entered'>): void {
  const parent = draft.frames.get(event.parent);
  if (parent !== undefined) begin(parent, event);
  const scope = parent?.inner ?? stepPath('/');
  const frame = newFrame(draft, event, scope);
  const used = draft.used.get(event.path);
  if (used !== undefined) Object.assign(frame, {earlier: used.attempt, asked: used.asked});
  draft.frames.set(event.path, frame);
  if (parent !== undefined) {
    const family = draft.living.get(event.parent);
    if (family === undefined) draft.living.set(event.parent, new Set([event.path]));
    else family.add(event.path);
  }
  draft.alive.set(event.def, (draft.alive.get(event.def) ?? 0) + 1);
  openScope(draft, frame, event);
  if (event.debt !== undefined) countTry(draft, event.debt);
  if (event.path === '/') reentered(draft, frame);
  if (event.role === 'again') doneAgain(draft, event);
}

/** Something was passed over. */
export function skipped(draft: Draft, event: Of<'skipped'>): void {
  const parent = draft.frames.get(event.parent);
  const end: ChildEnd = {path: event.path, outcome: 'skipped', why: event.because};
  if (parent !== undefined) {
    begin(parent, event);
    if (event.role === undefined) parent.live -= 1;
    finish(parent, event, end);
  }
  const scope = parent?.inner ?? stepPath('/');
  recordStep(
    draft,
    {scope, name: event.name},
    {
      outcome: 'skipped',
      rescued: false,
      startedAt: draft.now,
      tookMs: 0,
      captured: {},
    },
  );
  keepSkipped(draft, scope, event);
}

/** Something ended; what remains of it are counts, captures and debts. */
export function left(draft: Draft, event: Of<'left'>): void {
  const frame = draft.frames.get(event.path);
  if (frame === undefined) return;
  for (const key of frame.effects) land(draft, key);
  settleDebts(draft, event);
  closeScope(draft, frame, event);
  addDebts(draft, frame, event);
  draft.frames.delete(event.path);
  if (draft.again === event.path) delete draft.again;
  draft.living.get(event.parent)?.delete(event.path);
  draft.living.delete(event.path);
  draft.alive.set(frame.def, (draft.alive.get(frame.def) ?? 1) - 1);
  draft.endedAt.set(frame.def, draft.now);
  if (event.outcome === 'accepted') draft.accepted += 1;
  if (event.rescued === true) draft.accepted += 1;
  if (event.ends !== undefined) draft.ending = event.ends;
  const parent = draft.frames.get(event.parent);
  if (parent === undefined) return;
  if (frame.role === undefined) parent.live -= 1;
  if (event.touched === true) parent.touched = true;
  finish(parent, frame, endOf(frame, event));
}

/** What comes after the body begins. */
export function partEntered(draft: Draft, event: Of<'part-entered'>): void {
  const frame = draft.frames.get(event.path);
  if (frame === undefined) return;
  if (frame.part === 'again') noteSpoilt(draft, frame, event);
  frame.part = event.part;
  frame.result = event.result;
  frame.owed = event.owed ?? [];
  frame.settled = 0;
  frame.unsettled = 0;
  if (event.verdict !== undefined) frame.verdict = event.verdict;
  if (event.part === 'rollback') {
    draft.rollbacks += 1;
    frame.rolledBack = event.owed ?? [];
  }
  if (event.path !== '/') return;
  delete frame.answer;
  if (event.result.failure !== undefined) draft.reason ??= failureText(event.result.failure);
  if (event.part === 'rollback' && draft.request?.what === 'rollback') delete draft.request;
}

/** A loop's values moved. */
export function looped(draft: Draft, event: Of<'looped'>): void {
  const frame = draft.frames.get(event.path);
  if (frame === undefined) return;
  frame.vars = event.vars;
  frame.over = event.done;
  if (frame.cursor > 0) frame.moved = frame.cursor;
  const scope = draft.scopes.get(frame.inner);
  if (scope !== undefined && frame.as !== undefined) scope.vars = {[frame.as]: event.vars};
}

/** One way was chosen. */
export function chose(draft: Draft, event: Of<'chose'>): void {
  const frame = draft.frames.get(event.path);
  if (frame === undefined) return;
  frame.arm = event.arm;
  delete frame.answer;
}

/** It is to end before its time. */
export function stopping(draft: Draft, event: Of<'stopping'>): void {
  const frame = draft.frames.get(event.path);
  if (frame !== undefined)
    frame.stop = {
      why: event.why,
      reason: event.reason,
      at: draft.now,
      ...(event.failed && {failed: event.failed}),
      ...(event.late !== undefined && {late: event.late}),
    };
  if (event.path !== '/') return;
  draft.reason = event.reason;
  delete draft.request;
  delete frame?.answer;
}

/** All its children have been told of its stop. */
export function told(draft: Draft, event: Of<'told'>): void {
  const frame = draft.frames.get(event.path);
  if (frame?.stop !== undefined) frame.told = frame.stop.why;
}

/** It was said that it takes long. */
export function overdue(draft: Draft, event: Of<'overdue'>): void {
  const frame = draft.frames.get(event.path);
  if (frame !== undefined) frame.overdue = 'said';
}

function countTry(draft: Draft, n: number): void {
  const debt = draft.debts.get(n);
  if (debt !== undefined) draft.debts.set(n, {...debt, tries: debt.tries + 1});
}

function begin(parent: DraftFrame, child: {readonly role?: Role; readonly n: number}): void {
  if (child.role === undefined) {
    parent.cursor = Math.max(parent.cursor, child.n + 1);
    parent.live += 1;
    // To delete what is not there takes its time as well.
    if (parent.answer !== undefined) delete parent.answer;
    return;
  }
  const {[child.role]: _, ...ends} = parent.ends;
  parent.ends = ends;
  parent.rounds = {...parent.rounds, [child.role]: (parent.rounds[child.role] ?? 0) + 1};
}

function finish(parent: DraftFrame, child: {readonly role?: Role; readonly n: number}, end: ChildEnd): void {
  if (child.role === undefined) finishMember(parent, child.n, end);
  else finishPart(parent, {role: child.role, n: child.n}, end);
}

function finishPart(parent: DraftFrame, {role, n}: {readonly role: Role; readonly n: number}, end: ChildEnd): void {
  parent.ends = {...parent.ends, [role]: end};
  if (role === 'between') parent.between = (parent.between ?? 0) + 1;
  if (role !== 'undo') return;
  parent.settled = n + 1;
  if (end.outcome === 'failed') parent.unsettled += 1;
}

function finishMember(parent: DraftFrame, n: number, end: ChildEnd): void {
  parent.last = end;
  if (parent.type === 'foreach') parent.done = (parent.done ?? new Map()).set(n, end);
  if (end.outcome === 'skipped') parent.skipped += 1;
  else if (end.outcome === 'succeeded' || end.outcome === 'accepted') parent.succeeded += 1;
  else if (end.outcome === 'failed') parent.failed += 1;
  if (end.outcome === 'failed' && graver(end, parent.cause)) parent.cause = end;
}

function graver(end: ChildEnd, cause: ChildEnd | undefined): boolean {
  return cause === undefined || weight(end) > weight(cause);
}

function weight(end: ChildEnd): number {
  return end.route === 'rollback' ? 2 : end.route === 'stop' ? 1 : 0;
}

function endOf(frame: DraftFrame, event: Of<'left'>): ChildEnd {
  const {outcome, failure, route, rescued, why, captured} = event;
  const end: Writable<ChildEnd> = {path: event.path, outcome};
  if (frame.title !== undefined) end.title = frame.title;
  if (failure !== undefined) end.failure = failure;
  if (route !== undefined) end.route = route;
  if (rescued === true) end.rescued = rescued;
  if (why !== undefined) end.why = why;
  if (captured !== undefined) end.captured = captured;
  return end;
}
