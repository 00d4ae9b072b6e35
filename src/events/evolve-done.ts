import type {StepPath} from '../base/ids.ts';
import {isLeaf} from '../model/leaf.ts';
import type {Draft, DraftFrame, DraftScope} from './draft.ts';
import type {Decision} from './event.ts';
import {firstPath} from './first-path.ts';
import type {DoneStep} from './state.ts';

type Left = Extract<Decision, {readonly event: 'left'}>;
type Skipped = Extract<Decision, {readonly event: 'skipped'}>;

/** Keeps that a step without steps ended, in the scope it saw: it can be done again as long as that is kept. */
export function keepDone(draft: Draft, frame: DraftFrame, event: Left): void {
  if (!isLeaf(frame)) return;
  const scope = draft.scopes.get(frame.opens === 'line' ? frame.inner : frame.scope);
  if (scope === undefined) return;
  if (frame.role === undefined)
    keep(scope, frame.path, {...doneStep(frame, event), again: scope.done?.get(frame.path)?.again ?? 0});
  if (frame.role !== 'again') return;
  const path = firstPath(frame.path);
  const first = scope.done?.get(path);
  if (first !== undefined) keep(scope, path, {...first, again: first.again + 1});
}

/** Keeps that a step was passed over. */
export function keepSkipped(draft: Draft, scope: StepPath, event: Skipped): void {
  const record = draft.scopes.get(scope);
  if (record === undefined || event.role !== undefined) return;
  keep(record, event.path, {parent: event.parent, skipped: event.because, again: 0});
}

/** What ended in a branch of a parallel group is done in the scope around it, once all of them have joined. */
export function joinDone(draft: Draft, line: StepPath, into: StepPath): void {
  const scope = draft.scopes.get(into);
  if (scope === undefined) return;
  for (const [path, step] of draft.scopes.get(line)?.done ?? []) keep(scope, path, step);
}

function doneStep({def, parent}: DraftFrame, {outcome, failure, why}: Left): Omit<DoneStep, 'again'> {
  const skipped = outcome === 'skipped' && failure === undefined ? {skipped: why ?? ''} : {};
  return {parent, def, ...skipped};
}

function keep(scope: DraftScope, path: StepPath, step: DoneStep): void {
  scope.done ??= new Map();
  scope.done.set(path, step);
}
