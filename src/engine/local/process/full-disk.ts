import {statfsSync, truncateSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {isExhausted} from '../../../base/world-fault.ts';
import {runFile} from '../../../journal/run-folder.ts';
import {recordedEnd} from './attempt.ts';
import {ROOM} from './wrapper.ts';

/** Whether the disk that an attempt's output is written to is full, or was when the command failed. */
export function fullness(attempt: string): 'is' | 'was' | undefined {
  const end = recordedEnd(attempt);
  if (end?.is !== 'exited' || end.full === undefined) return lacksBlocks(attempt) ? 'is' : undefined;
  return hasRoom(runFile(dirname(dirname(attempt)), 'room')) ? 'was' : 'is';
}

function lacksBlocks(folder: string): boolean {
  const {bavail, bsize} = statfsSync(folder);
  return bavail * bsize < ROOM;
}

function hasRoom(file: string): boolean {
  try {
    writeFileSync(file, Buffer.alloc(ROOM, ' '), {mode: 0o600});
    return true;
  } catch (error) {
    if (isExhausted(error)) return false;
    throw error;
  } finally {
    emptyQuietly(file);
  }
}

function emptyQuietly(file: string): void {
  try {
    truncateSync(file);
  } catch {
    // It could not be made either.
  }
}
