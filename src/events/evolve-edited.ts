import type {Draft} from './draft.ts';
import type {RunEvent} from './event.ts';
import {left} from './evolve-frames.ts';
import {operates} from './evolve-run.ts';

type Edited = Extract<RunEvent, {readonly event: 'edited'}>;

/** The run goes on by another text: what is begun anew is forgotten, and each sequence knows where it is. */
export function edited(draft: Draft, {hash, by, cursors, superseded}: Edited): void {
  draft.hash = hash;
  operates(draft, by, 'changed');
  for (const {path, owes} of superseded) {
    const frame = draft.frames.get(path);
    const parent = frame && draft.frames.get(frame.parent);
    if (frame === undefined) continue;
    draft.used.set(path, {attempt: (frame.earlier ?? 0) + (frame.attempt ?? 0), asked: frame.asked});
    left(draft, {event: 'left', path, parent: frame.parent, outcome: 'stopped', why: 'the runbook was edited', owes});
    if (parent !== undefined) delete parent.last;
  }
  for (const [path, cursor] of Object.entries(cursors)) {
    const frame = draft.frames.get(path as Edited['superseded'][number]['path']);
    if (frame !== undefined) frame.cursor = cursor;
  }
}
