import type {EffectKey} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Turn} from '../../events/event.ts';
import type {RunState} from '../../events/state.ts';
import {changedCopies, type KeptHashes} from '../../journal/changed-copies.ts';
import {bootId} from '../../journal/holder.ts';
import {damageText, type JournalEnd, readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import {type KeptState, readKeptState} from './kept-state.ts';
import type {Resumed} from './process/command-host.ts';
import {type Folded, runFold} from './run-fold.ts';

/** A run as its folder tells it. */
export interface FoldedRun extends KeptState {
  readonly state: RunState;
  readonly end: JournalEnd;
  /** The acts that an earlier engine may have begun. */
  readonly resumed: ReadonlyMap<EffectKey, Resumed>;
  /** Whether an engine was at work on it before. */
  readonly isLeft: boolean;
}

/** How a journal is read. */
export interface Folding {
  /** What an earlier fold came to, and where; whose data is this one's from then on. Else all is read. */
  readonly from?: {readonly end: JournalEnd; readonly folded: Folded} | undefined;
  /** Told of every turn that is read and known, once. */
  readonly onTurn?: ((turn: Turn) => void) | undefined;
}

/** Reads a run from its folder; the error says what is damaged, and where. */
export function foldRun(folder: string, folding: Folding = {}): Result<FoldedRun, string> {
  const read = foldJournal(folder, folding);
  if (!read.ok) return read;
  const {folded, end} = read.value;
  const {state, boots, boot, hashes} = folded;
  if (state.started === undefined) return fail('the journal holds no record');
  const now = bootId();
  const kept = readKeptState(folder);
  if (!kept.ok) return fail(`the run's folder is damaged: ${kept.error.join('; ')}`);
  const changed = whyChanged(folder, state.started, hashes);
  if (changed !== undefined) return fail(changed);
  const resumed = new Map([...boots].map(([key, then]) => [key, {sameBoot: then === now}]));
  return ok({state, end, resumed, isLeft: boot !== '', ...kept.value});
}

/** What the journal of a run comes to, and where it ends. */
export function foldJournal(
  folder: string,
  {from, onTurn}: Folding,
): Result<{readonly folded: Folded; readonly end: JournalEnd}, string> {
  const fold = runFold(from?.folded);
  const take = (turn: Turn) => {
    if (fold.take(turn)) onTurn?.(turn);
  };
  const read = readJournal(runFile(folder, 'journal'), take, from?.end);
  if (!read.ok) return fail(damageText(read.error));
  const unknown = fold.unknown();
  if (unknown !== undefined)
    return fail(`the journal tells of "${unknown}", which a newer program wrote: use that one`);
  return ok({folded: fold.end(), end: read.value});
}

/** A run goes on by what was checked, reviewed and approved, and not by what somebody has put in its place since. */
function whyChanged(folder: string, {run}: NonNullable<RunState['started']>, told: KeptHashes): string | undefined {
  const changed = changedCopies(folder, told);
  if (changed.length === 0) return undefined;
  return `what the run keeps was changed since it was written: ${changed.join(', ')}; nothing is done by it: runbook verify ${run}`;
}
