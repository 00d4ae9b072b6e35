import type {EffectKey} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {RunEvent, Turn} from '../../events/event.ts';
import {foldTurn, isKnown} from '../../events/evolve.ts';
import {initialState, type RunState} from '../../events/state.ts';
import {changedCopies, type KeptHashes, keptHashes} from '../../journal/changed-copies.ts';
import {bootId} from '../../journal/holder.ts';
import {damageText, type JournalEnd, readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import {type KeptState, readKeptState} from './kept-state.ts';
import type {Resumed} from './process/command-host.ts';

/** A run as its folder tells it. */
export interface FoldedRun extends KeptState {
  readonly state: RunState;
  readonly end: JournalEnd;
  /** The acts that an earlier engine may have begun. */
  readonly resumed: ReadonlyMap<EffectKey, Resumed>;
  /** Whether an engine was at work on it before. */
  readonly isLeft: boolean;
}

/** Reads a run from its folder, each turn once; the error says what is damaged, and where. */
export function foldRun(folder: string, onTurn?: (turn: Turn) => void): Result<FoldedRun, string> {
  const state = initialState();
  const boots = new Map<EffectKey, string>();
  let boot = '';
  let hashes: KeptHashes = {};
  const note = (event: RunEvent) => {
    if (event.event === 'engine-started') boot = event.boot;
    hashes = keptHashes(hashes, event);
    if (event.event === 'intended' && event.effect.do === 'act') boots.set(event.effect.key, boot);
    if (event.event === 'act-ended') boots.delete(event.key);
  };
  let unknown: string | undefined;
  const end = readJournal(runFile(folder, 'journal'), (turn) => {
    unknown ??= turn.events.find((event) => !isKnown(event))?.event;
    if (unknown !== undefined) return;
    foldTurn(state, turn);
    for (const event of turn.events) note(event);
    onTurn?.(turn);
  });
  if (!end.ok) return fail(damageText(end.error));
  if (unknown !== undefined)
    return fail(`the journal tells of "${unknown}", which a newer program wrote: use that one`);
  if (state.started === undefined) return fail('the journal holds no record');
  const now = bootId();
  const kept = readKeptState(folder);
  if (!kept.ok) return fail(`the run's folder is damaged: ${kept.error.join('; ')}`);
  const changed = whyChanged(folder, state.started, hashes);
  if (changed !== undefined) return fail(changed);
  const resumed = new Map([...boots].map(([key, then]) => [key, {sameBoot: then === now}]));
  return ok({state, end: end.value, resumed, isLeft: boot !== '', ...kept.value});
}

/** A run goes on by what was checked, reviewed and approved, and not by what somebody has put in its place since. */
function whyChanged(folder: string, {run}: NonNullable<RunState['started']>, told: KeptHashes): string | undefined {
  const changed = changedCopies(folder, told);
  if (changed.length === 0) return undefined;
  return `what the run keeps was changed since it was written: ${changed.join(', ')}; nothing is done by it: runbook verify ${run}`;
}
