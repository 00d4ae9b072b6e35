import type {RunEvent} from '../events/event.ts';
import {type BesideHashes, changedBeside} from './kept-beside.ts';
import {filesHash, readKeptFiles} from './kept-files.ts';
import {RUN_FILES} from './run-folder.ts';

/** What a journal tells of the copies beside it. */
export interface KeptHashes {
  /** Of the runbook's files, as they were last corrected. */
  readonly files?: string;
  readonly beside?: BesideHashes;
}

/** What is told after one more event. */
export function keptHashes(told: KeptHashes, event: RunEvent): KeptHashes {
  if (event.event === 'edited') return {...told, files: event.hash};
  if (event.event !== 'run-started') return told;
  return {files: event.hash, ...(event.kept !== undefined && {beside: event.kept})};
}

/** The names of the files that can be read and are not what is told of them, and of what beside the runbook is gone. */
export function changedCopies(folder: string, {files, beside}: KeptHashes): readonly string[] {
  const kept = readKeptFiles(folder);
  const runbook = kept.ok && files !== undefined && filesHash(kept.value) !== files ? [RUN_FILES.files] : [];
  return [...runbook, ...changedBeside(folder, beside)];
}
