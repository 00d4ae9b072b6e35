import {closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {fail, type Result} from '../../base/result.ts';
import {systemMessage} from '../../base/system-message.ts';
import type {RunState} from '../../events/state.ts';
import {type Rebased, rebase} from '../../interpreter/requests/rebase.ts';
import {openJournal} from '../../journal/append.ts';
import {whyCopied} from '../../journal/copied-run.ts';
import {filesHash, type KeptFile, readEarlierFiles, readKeptFiles} from '../../journal/kept-files.ts';
import {type LockHeld, takeLock} from '../../journal/lock.ts';
import {readJournal} from '../../journal/read.ts';
import {type RUN_FILES, runFile} from '../../journal/run-folder.ts';
import {syncFolder} from '../../journal/sync-folder.ts';
import type {Runbook} from '../../model/runbook.ts';
import {whyNotOn} from './admit-requests.ts';
import {whyBound} from './bound.ts';
import {foldRun} from './fold-run.ts';
import {unknownEngine} from './locks/unknown-engine.ts';

/** A correction of a run that no engine is at work on. */
export interface Correction {
  readonly folder: string;
  /** Checked from the run's own copy of its files. */
  readonly before: Runbook;
  readonly after: Runbook;
  readonly by: string;
  /** Why it goes on although later runs of the runbook changed something since. */
  readonly overNewer?: string | undefined;
}

/**
 * Puts a corrected runbook in place of the run's; the next engine goes on by it. The errors say why that cannot be, as
 * where what the run does was reviewed or approved, and then nothing was changed.
 */
export function editRun(correction: Correction): Result<Rebased, readonly string[]> {
  const {folder, by} = correction;
  const copied = whyCopied(folder);
  if (copied !== undefined) return fail([copied]);
  const lock = takeLock(folder, {by, run: '', at: Date.now()});
  if (!lock.ok) return fail([whyHeld(lock.error)]);
  try {
    return editHeld(correction, lock.value.epoch);
  } catch (error) {
    return fail([systemMessage(error)]);
  } finally {
    lock.value.release();
  }
}

/** The same once the run is ours. */
function editHeld(correction: Correction, epoch: number): Result<Rebased, readonly string[]> {
  const {folder, before, after, by} = correction;
  const folded = foldRun(folder);
  if (!folded.ok) return fail([folded.error]);
  const {state, end} = folded.value;
  const bound = whyBound(state);
  if (bound !== undefined) return fail([`${bound}; begin a new run of the corrected runbook`]);
  const faults = unfit(correction, state);
  const rebased = rebase(before, after, state);
  if (!rebased.ok || faults.length > 0) return fail([...faults, ...(rebased.ok ? [] : rebased.error)]);
  const [now, earlier] = [readKeptFiles(folder), readEarlierFiles(folder)];
  if (!now.ok || !earlier.ok) return fail([now, earlier].flatMap((each) => (each.ok ? [] : [each.error])));
  const files: readonly KeptFile[] = after.files.map(({name, text}) => ({name, text}));
  write(folder, 'earlier', JSON.stringify([...earlier.value, now.value]));
  write(folder, 'corrected', JSON.stringify(files));
  const journal = openJournal(folder, {end, epoch});
  if (!journal.ok) return fail([journal.error.message]);
  const event = {event: 'edited' as const, hash: filesHash(files), by, ...rebased.value};
  const recorded = journal.value.append([{seq: end.seq + 1, at: Math.max(Date.now(), state.now), events: [event]}]);
  journal.value.close();
  if (!recorded.ok) return fail([recorded.error.message]);
  renameSync(runFile(folder, 'corrected'), runFile(folder, 'files'));
  syncFolder(folder);
  return rebased;
}

function whyHeld(held: LockHeld): string {
  if (held.is === 'unreadable') return unknownEngine(held.unreadable);
  return `an engine is at work on this run: process ${held.holder.pid} of ${held.holder.by}; stop it first`;
}

/**
 * Ends a correction in the middle of which the program died: done if the journal tells of it, else undone. One that
 * somebody is at, or that cannot be judged, is left as it is.
 */
export function settleCorrection(folder: string, by: string): void {
  if (!existsSync(runFile(folder, 'corrected'))) return;
  try {
    const lock = takeLock(folder, {by, run: '', at: Date.now()});
    if (!lock.ok) return;
    try {
      settleHeld(folder);
    } finally {
      lock.value.release();
    }
  } catch {
    // What the disk does not let us do here it does not let the engine do, which says so.
  }
}

function settleHeld(folder: string): void {
  const file = runFile(folder, 'corrected');
  let last: string | undefined;
  const read = readJournal(runFile(folder, 'journal'), ({events}) => {
    for (const event of events) if (event.event === 'edited') last = event.hash;
  });
  if (!read.ok) return;
  const whole = readKeptFiles(folder, 'corrected');
  if (whole.ok && filesHash(whole.value) === last) renameSync(file, runFile(folder, 'files'));
  else rmSync(file, {force: true, recursive: true});
}

function unfit({before, after, folder, overNewer}: Correction, state: RunState): readonly string[] {
  const given = Object.keys(state.started?.inputs ?? {});
  const outdated = overNewer === undefined ? whyNotOn({runbook: before, state, folder, requests: []}) : undefined;
  const other = before.name === after.name ? [] : [`it is another runbook: ${after.name} and not ${before.name}`];
  const missing = after.inputs.filter(
    ({name, optional, default: standing}) => !given.includes(name) && optional !== true && standing === undefined,
  );
  return [
    ...(outdated === undefined ? [] : [outdated]),
    ...other,
    ...missing.map(({name}) => `it needs an input that the run was not given: ${name}`),
  ];
}

function write(folder: string, name: keyof typeof RUN_FILES, text: string): void {
  const draft = `${runFile(folder, name)}.draft`;
  writeFileSync(draft, text, {mode: 0o600});
  const descriptor = openSync(draft, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, runFile(folder, name));
}
