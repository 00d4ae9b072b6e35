import {randomBytes} from 'node:crypto';
import {linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fail, ok, type Result} from '../base/result.ts';
import {lifeOf, type ProcessIdentity, thisProcess} from './holder.ts';

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
  /** For tests: called between looking and taking. */
  readonly beforeTaking?: () => void;
}

/**
 * Takes the lock kept in `folder`, or says who holds it. A lock is a series of numbered files of which the highest
 * counts; none is ever removed, so that nobody can take away a lock that was just taken.
 */
export function takeLock(folder: string, request: LockRequest): Result<Lock, Holder> {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const mine: Holder = {...thisProcess(), by: request.by, run: request.run, since: request.at};
  const draft = join(folder, `draft.${randomBytes(8).toString('hex')}`);
  writeFileSync(draft, JSON.stringify(mine), {mode: 0o600, flag: 'wx'});
  try {
    for (;;) {
      const held = holderOf(folder);
      if (held.holder !== undefined && (request.stands ?? lives)(held.holder)) return fail(held.holder);
      request.beforeTaking?.();
      const epoch = held.number + 1;
      if (linked(draft, lockFile(folder, epoch))) return ok(lockOf(folder, epoch));
    }
  } finally {
    rmSync(draft, {force: true});
  }
}

/** Who was the last to take the lock and has not given it back, and the number of the last lock taken. */
export function holderOf(folder: string): {readonly number: number; readonly holder?: Holder} {
  const number = highest(folder);
  if (number === 0 || readNames(folder).includes(`released.${number}`)) return {number};
  const holder = readHolder(lockFile(folder, number));
  return {number, ...(holder && {holder})};
}

/** A lock file is made whole; one that is not was never synced before the machine went down, with its process. */
function readHolder(file: string): Holder | undefined {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether the process that took the lock may still be there. */
export function lives(holder: Holder): boolean {
  return lifeOf(holder) !== 'dead';
}

function lockOf(folder: string, epoch: number): Lock {
  return {
    epoch,
    held: () => highest(folder) === epoch,
    release: () => {
      try {
        writeFileSync(join(folder, `released.${epoch}`), '', {mode: 0o600});
      } catch {
        // On a full disk it stays the lock of a process that is soon seen to be dead.
      }
    },
  };
}

function lockFile(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}

function highest(folder: string): number {
  let number = 0;
  for (const name of readNames(folder)) {
    const found = /^lock\.(\d+)$/.exec(name)?.[1];
    if (found !== undefined) number = Math.max(number, Number(found));
  }
  return number;
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
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
