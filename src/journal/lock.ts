import {randomBytes} from 'node:crypto';
import {closeSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {jsonObject} from '../base/json-object.ts';
import {fail, ok, type Result} from '../base/result.ts';
import {lifeOf, type ProcessIdentity, thisProcess} from './holder.ts';
import {readRegular} from './regular-file.ts';
import {syncFolder} from './sync-folder.ts';

/** Who holds a lock, and since when. */
export interface Holder extends ProcessIdentity {
  readonly by: string;
  /** The run it is held for. */
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** A lock that this process holds. */
export interface Lock {
  /** Its number, higher than any before: the epoch of what its holder writes. */
  readonly epoch: number;
  /** False once somebody took the lock over, because this process was thought dead. */
  readonly held: () => boolean;
  readonly release: () => void;
}

/** How a lock is asked for. */
export interface LockRequest {
  readonly by: string;
  readonly run: string;
  readonly at: number;
  /** Whether a lock that was not given back is still meant; where nothing is said, if its process lives or is elsewhere. */
  readonly stands?: (holder: Holder) => boolean;
  /** Whether one of which nobody can say who has it is taken, too: only if a person says so. */
  readonly takesUnreadable?: (unreadable: UnreadableLock) => boolean;
  /** For tests: called between looking and taking. */
  readonly beforeTaking?: () => void;
}

/** A lock that was not given back and that names nobody, which none of ours ever does: somebody changed its file. */
export interface UnreadableLock {
  readonly file: string;
  /** What is wrong with the file. */
  readonly why: string;
  /** The file that gives it back once it is there. */
  readonly release: string;
}

/** Why a lock cannot be had: somebody holds it, or may, for what stands there cannot be read. */
export type LockHeld =
  | {readonly is: 'held'; readonly holder: Holder}
  | {readonly is: 'unreadable'; readonly unreadable: UnreadableLock};

/** The state of a lock: the number of the last that was taken, and who took it, if it was not given back. */
export interface LockState {
  readonly number: number;
  readonly held?: LockHeld;
}

/**
 * Takes the lock kept in `folder`, or says who holds it. A lock is a series of numbered files of which the highest
 * counts; none is ever removed, so that nobody can take away a lock that was just taken. A file is on the disk with all
 * that it says before it gets its number: whatever breaks off, one that says nothing is never our doing.
 */
export function takeLock(folder: string, request: LockRequest): Result<Lock, LockHeld> {
  const made = mkdirSync(folder, {recursive: true, mode: 0o700});
  if (made !== undefined) syncFolder(dirname(made));
  const mine: Holder = {...thisProcess(), by: request.by, run: request.run, since: request.at};
  const draft = join(folder, `draft.${randomBytes(8).toString('hex')}`);
  try {
    writeSynced(draft, JSON.stringify(mine));
    for (;;) {
      const {number, held} = stateOf(folder);
      if (held !== undefined && isMeant(held, request)) return fail(held);
      request.beforeTaking?.();
      const epoch = number + 1;
      if (!linked(draft, lockFile(folder, epoch))) continue;
      return ok(madeDurable(folder, lockOf(folder, epoch)));
    }
  } finally {
    removeQuietly(draft);
  }
}

/** Who was the last to take the lock kept in `folder`, unless it was given back. */
export function stateOf(folder: string): LockState {
  const names = readNames(folder);
  const number = highest(names);
  if (number === 0 || names.includes(releaseName(number))) return {number};
  const file = lockFile(folder, number);
  const holder = readHolder(file);
  if (holder.ok) return {number, held: {is: 'held', holder: holder.value}};
  const unreadable = {file, why: holder.error, release: join(folder, releaseName(number))};
  return {number, held: {is: 'unreadable', unreadable}};
}

/** Whether somebody holds the lock kept in `folder`, or may. */
export function isHeld(folder: string): boolean {
  const {held} = stateOf(folder);
  return held !== undefined && (held.is === 'unreadable' || lives(held.holder));
}

/** Bytes that no file of a lock has. */
const LONGEST = 64 * 1024;

/** Who wrote the file; the error says why nobody can tell. */
function readHolder(file: string): Result<Holder, string> {
  const read = readRegular(file, LONGEST);
  if (!read.ok) return read;
  if (read.value.length === 0) return fail('it is empty');
  const fields = jsonObject(read.value.toString('utf8')) ?? {};
  const texts = ['start', 'boot', 'host', 'by', 'run'].every((name) => typeof fields[name] === 'string');
  const numbers = ['pid', 'since'].every((name) => Number.isSafeInteger(fields[name]));
  return texts && numbers ? ok(fields as unknown as Holder) : fail('it names nobody');
}

function isMeant(held: LockHeld, {stands = lives, takesUnreadable = () => false}: LockRequest): boolean {
  return held.is === 'held' ? stands(held.holder) : !takesUnreadable(held.unreadable);
}

/** Whether the process that took the lock may still be there. */
export function lives(holder: Holder): boolean {
  return lifeOf(holder) !== 'dead';
}

function lockOf(folder: string, epoch: number): Lock {
  return {
    epoch,
    held: () => {
      const number = highest(readNames(folder));
      // A folder that cannot be read now says nothing of anybody else.
      return number === epoch || number === 0;
    },
    release: () => {
      try {
        writeFileSync(join(folder, releaseName(epoch)), '', {mode: 0o600});
      } catch {
        // On a full disk it stays the lock of a process that is soon seen to be dead.
      }
    },
  };
}

function lockFile(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}

/** The file whose being there gives a lock back; what it holds says nothing. */
function releaseName(number: number): string {
  return `released.${number}`;
}

function highest(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => Number(/^lock\.(\d+)$/.exec(name)?.[1] ?? 0)));
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A lock that may be gone after a loss of power is not had, and given back. */
function madeDurable(folder: string, lock: Lock): Lock {
  try {
    syncFolder(folder);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A draft that stays harms nobody, and what it was for may have been taken. */
function removeQuietly(draft: string): void {
  try {
    rmSync(draft, {force: true});
  } catch {
    // Only its place on the disk is lost.
  }
}

function writeSynced(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
