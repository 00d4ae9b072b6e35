import {stepPath} from '../base/ids.ts';
import type {Draft, DraftFrame} from './draft.ts';
import type {RunEvent} from './event.ts';
import {firstPath} from './first-path.ts';

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

/** A run that had ended was entered once more; for a step that is to be done again nothing else of it begins. */
export function reentered(draft: Draft, frame: DraftFrame): void {
  if (draft.verdict !== undefined && draft.request?.what === 'again')
    Object.assign(frame, {part: 'again', verdict: draft.verdict});
  delete draft.verdict;
}

/** A finished step is being done again, which may mend what it spoilt before. */
export function doneAgain(draft: Draft, {path}: Of<'entered'>): void {
  draft.again = path;
  if (draft.request?.what === 'again') delete draft.request;
  const root = draft.frames.get(stepPath('/'));
  const {spoilt} = draft;
  if (root?.part === 'again' && spoilt?.path === firstPath(path)) root.verdict = spoilt.before;
}

/** A step was done again after the end: whether that spoilt how the run had ended, or mended it. */
export function noteSpoilt(draft: Draft, {verdict, ends}: DraftFrame, event: Of<'part-entered'>): void {
  if (verdict === undefined || ends.again === undefined) return;
  const path = firstPath(ends.again.path);
  if (event.verdict?.is !== verdict.is) draft.spoilt = {path, before: verdict};
  else if (draft.spoilt?.path === path) delete draft.spoilt;
}
