import {randomBytes} from 'node:crypto';
import {closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, rmSync, writeFileSync, writeSync} from 'node:fs';
import {fail, ok, type Result} from '../base/result.ts';
import type {Turn} from '../events/event.ts';
import type {JournalEnd} from './read.ts';
import {encodeRecord, headerHash, headerLine} from './record.ts';
import {runFile} from './run-folder.ts';
import {syncFolder} from './sync-folder.ts';

/** Why nothing more can be recorded. What was recorded is safe; the engine has to stop. */
export interface JournalFault {
  readonly why: 'no-space' | 'broken';
  readonly message: string;
}

/** A journal open for writing: by one engine at a time, the holder of the run's lock. */
export interface Journal {
  /** Makes the turns durable, all or none of the last; after a failure it refuses for ever. */
  readonly append: (turns: readonly Turn[]) => Result<null, JournalFault>;
  /** How many bytes of it are durable. */
  readonly size: () => number;
  readonly close: () => void;
}

/** What a journal needs of a disk; a test gives one that fails. */
export interface Disk {
  readonly write: (descriptor: number, bytes: Uint8Array, offset: number) => number;
  readonly sync: (descriptor: number) => void;
}

const RESERVE_BYTES = 64 * 1024;

const DISK: Disk = {
  write: (descriptor, bytes, offset) => writeSync(descriptor, bytes, offset),
  sync: fdatasyncSync,
};

/** Begins the journal of a new run with its first turn. */
export function createJournal(folder: string, first: Turn, epoch: number): Result<null, JournalFault> {
  const line = headerLine();
  const record = encodeRecord(first, epoch, headerHash(line));
  try {
    const descriptor = openSync(runFile(folder, 'journal'), 'ax', 0o600);
    try {
      writeFileSync(descriptor, `${line}\n${record.line}`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    makeReserve(folder);
    syncFolder(folder);
    return ok(null);
  } catch (error) {
    return fail(faultOf(error));
  }
}

/** Opens the journal of `folder`, read up to `end`, for the engine number `epoch`; cuts a torn record off. */
export function openJournal(
  folder: string,
  {end, epoch, disk = DISK}: {readonly end: JournalEnd; readonly epoch: number; readonly disk?: Disk},
): Result<Journal, JournalFault> {
  try {
    const descriptor = openSync(runFile(folder, 'journal'), 'r+');
    if (end.torn > 0) ftruncateSync(descriptor, end.position);
    makeReserve(folder);
    closeSync(descriptor);
    const appending = openSync(runFile(folder, 'journal'), 'a');
    return ok(journalOn(appending, {folder, end, epoch, disk}));
  } catch (error) {
    return fail(faultOf(error));
  }
}

interface Opened {
  readonly folder: string;
  readonly end: JournalEnd;
  readonly epoch: number;
  readonly disk: Disk;
}

function journalOn(descriptor: number, {folder, end, epoch, disk}: Opened): Journal {
  let {position, hash, seq} = end;
  let broken: JournalFault | undefined;

  const put = (turns: readonly Turn[]) => {
    let text = '';
    let last = hash;
    for (const turn of turns) {
      const record = encodeRecord(turn, epoch, last);
      text += record.line;
      last = record.hash;
    }
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) written += disk.write(descriptor, bytes, written);
    disk.sync(descriptor);
    position += bytes.length;
    hash = last;
    seq += turns.length;
  };

  const giveUp = (error: unknown, at: number) => {
    broken = faultOf(error);
    if (broken.why !== 'no-space') return;
    try {
      ftruncateSync(descriptor, position);
      rmSync(runFile(folder, 'reserve'), {force: true});
      put([{seq: seq + 1, at, events: [{event: 'engine-stopped', because: broken.message}]}]);
    } catch {
      ftruncateQuietly(descriptor, position);
    }
  };

  return {
    append: (turns) => {
      if (broken === undefined) {
        try {
          put(turns);
          return ok(null);
        } catch (error) {
          giveUp(error, turns[0]?.at ?? 0);
        }
      }
      return fail(broken ?? {why: 'broken', message: 'the journal is closed'});
    },
    size: () => position,
    close: () => {
      broken ??= {why: 'broken', message: 'the journal is closed'};
      closeSync(descriptor);
    },
  };
}

function ftruncateQuietly(descriptor: number, position: number): void {
  try {
    ftruncateSync(descriptor, position);
  } catch {
    // A torn record stays at the end; whoever reads next cuts it off.
  }
}

function makeReserve(folder: string): void {
  try {
    const descriptor = openSync(runFile(folder, 'reserve'), 'wx', 0o600);
    try {
      writeFileSync(descriptor, randomBytes(RESERVE_BYTES));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    rmSync(runFile(folder, 'reserve'), {force: true});
    throw error;
  }
}

function faultOf(error: unknown): JournalFault {
  const {code, message} = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return {why: 'no-space', message: 'there is no space left on the disk'};
  return {why: 'broken', message: `the journal cannot be written: ${message}`};
}
