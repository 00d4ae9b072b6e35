import type {EffectKey} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Turn} from '../../events/event.ts';
import type {Past} from '../../events/pass-over.ts';
import type {RunState} from '../../events/state.ts';
import {changedCopies, type KeptHashes} from '../../journal/changed-copies.ts';
import {readCheckpoint} from '../../journal/checkpoint.ts';
import {bootId} from '../../journal/holder.ts';
import type {PrefixHash} from '../../journal/prefix-hash.ts';
import {damageText, type JournalEnd, readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import {type KeptState, readKeptState} from './kept-state.ts';
import type {Resumed} from './process/command-host.ts';
import {type Folded, RunFold} from './run-fold.ts';

/** A run as its folder tells it. */
export interface FoldedRun extends KeptState {
  readonly state: RunState;
  readonly past: Past;
  readonly end: JournalEnd;
  /** The acts that an earlier engine may have begun. */
  readonly resumed: ReadonlyMap<EffectKey, Resumed>;
  /** Whether an engine was at work on it before. */
  readonly isLeft: boolean;
}

/**
 * Reads a run from its folder; the error says what is damaged, and where. Every turn is told to `onTurn`, once; where
 * nobody is to be told, only those are read that follow its checkpoint.
 */
export function foldRun(folder: string, onTurn?: (turn: Turn) => void): Result<FoldedRun, string> {
  const folded = foldJournal(folder, {onTurn});
  if (!folded.ok) return folded;
  const {state, boots, boot, hashes, past, end} = folded.value;
  if (state.started === undefined) return fail('the journal holds no record');
  const now = bootId();
  const kept = readKeptState(folder);
  if (!kept.ok) return fail(`the run's folder is damaged: ${kept.error.join('; ')}`);
  const changed = whyChanged(folder, state.started, hashes);
  if (changed !== undefined) return fail(changed);
  const resumed = new Map([...boots].map(([key, then]) => [key, {sameBoot: then === now}]));
  return ok({state, past, end, resumed, isLeft: boot !== '', ...kept.value});
}

interface Folding {
  readonly onTurn?: ((turn: Turn) => void) | undefined;
  /** What is known of the journal's bytes already. */
  readonly prefix?: PrefixHash;
}

/** What the journal of a run comes to, and where it ends. */
export function foldJournal(
  folder: string,
  {onTurn, prefix}: Folding = {},
): Result<Folded & {readonly end: JournalEnd}, string> {
  const checkpoint = onTurn === undefined ? readCheckpoint(folder, prefix) : undefined;
  // Only this build of this program has made it, of what a fold ends with.
  const fold = new RunFold(checkpoint?.held as Folded | undefined);
  const take = (turn: Turn) => {
    fold.take(turn);
    onTurn?.(turn);
  };
  const read = readJournal(runFile(folder, 'journal'), take, checkpoint?.end);
  if (!read.ok) return fail(damageText(read.error));
  if (fold.unknown !== undefined)
    return fail(`the journal tells of "${fold.unknown}", which a newer program wrote: use that one`);
  return ok({...fold.end(), end: read.value});
}

/** A run goes on by what was checked, reviewed and approved, and not by what somebody has put in its place since. */
function whyChanged(folder: string, {run}: NonNullable<RunState['started']>, told: KeptHashes): string | undefined {
  const changed = changedCopies(folder, told);
  if (changed.length === 0) return undefined;
  return `what the run keeps was changed since it was written: ${changed.join(', ')}; nothing is done by it: runbook verify ${run}`;
}
