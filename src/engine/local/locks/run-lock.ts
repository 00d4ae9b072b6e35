import {createHash} from 'node:crypto';
import {hostname} from 'node:os';
import {dirname, join} from 'node:path';
import {formatDuration} from '../../../base/duration.ts';
import {stepPath} from '../../../base/ids.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import {systemMessage} from '../../../base/system-message.ts';
import {scopeAt} from '../../../events/scope.ts';
import type {RunState} from '../../../events/state.ts';
import {type Holder, type Lock, takeLock, type UnreadableLock} from '../../../journal/lock.ts';
import {summaryOf} from '../../../journal/runs.ts';
import type {LockWorld} from '../../../kinds/locks/contract.ts';
import type {Runbook} from '../../../model/runbook.ts';
import {age} from './holder.ts';
import {type Expiring, type SharedLock, takeShared} from './shared-lock.ts';
import type {Sightings} from './sightings.ts';

/** The lock that a runbook names, held by this run until it has ended, also while no engine is at work. */
export interface RunLock {
  readonly name: string;
  readonly local: Lock;
  readonly shared?: SharedLock;
  /** Sentences for the record: from whom it was taken, and why. */
  readonly notes: readonly string[];
  /** Gives it back; settles also where that could not be done. */
  readonly release: () => Promise<void>;
}

/** For what run a lock is asked, and how. */
export interface RunLockRequest {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly folder: string;
  readonly world: LockWorld;
  /** Why it is taken from whoever holds it. */
  readonly force?: string;
}

/** One look at whether it can be had. */
export interface RunLockLook {
  readonly at: number;
  /** What earlier looks have seen of it. */
  readonly sightings: Sightings;
}

/** Why it cannot be had: another run holds it, which may end, or the place where it is kept cannot be reached. */
export type LockRefusal =
  | {
      readonly is: 'held';
      readonly message: string;
      /** The run that holds it, where that can be read. */
      readonly holder?: string;
      /** Milliseconds after which it is worth looking again, where that is not at once. */
      readonly lookEvery?: number;
      readonly expiring?: Expiring;
    }
  | {readonly is: 'unreachable'; readonly message: string};

/** Takes the lock that the runbook names; undefined where it names none. On this machine first, then for the team. */
export async function takeRunLock(
  request: RunLockRequest,
  {at, sightings}: RunLockLook,
): Promise<Result<RunLock | undefined, LockRefusal>> {
  const {runbook, state} = request;
  if (runbook.lock === undefined || state.started === undefined) return ok(undefined);
  const name = runbook.lock.name.render(scopeAt({runbook, state, path: stepPath('/')}));
  if (!name.ok) return fail({is: 'unreachable', message: `the name of the lock: ${name.error.message}`});
  const {run, by} = state.started;
  const local = takeLocal({...request, name: name.value, run, by}, at);
  if (!local.ok) return local;
  const {shared: place} = runbook.lock;
  const {lock, notes} = local.value;
  const held = {name: name.value, local: lock};
  if (place === undefined) return ok({...held, notes, release: async () => lock.release()});
  const {folder, world, force} = request;
  const mine = {run, by, host: hostname(), folder, reason: runbook.title};
  const key = keyOf(name.value);
  const shared = await takeShared({place, name: key, mine, at, sightings, ...(force !== undefined && {force})}, world);
  if (!shared.ok) {
    lock.release();
    return fail({...shared.error, message: sharedRefusal(name.value, shared.error)});
  }
  const all = [...notes, ...shared.value.notes.map((note) => `the lock "${name.value}": ${note}`)];
  const release = async () => {
    await shared.value.release().catch(() => {});
    lock.release();
  };
  return ok({...held, shared: shared.value, notes: all, release});
}

function sharedRefusal(name: string, refusal: LockRefusal): string {
  const {message} = refusal;
  if (refusal.is === 'unreachable') return `the lock "${name}" cannot be reached: ${message}`;
  const when = refusal.holder === undefined ? NOBODY_AT_WORK : 'if that run is dead';
  const how = `${when}, --take-lock "why" takes the lock, which is recorded`;
  return `the lock "${name}" is held by ${message}; ${how}${whenFree(refusal)}`;
}

/** When it is free by itself. Nothing is said of what only a clock says that may be wrong. */
function whenFree({expiring}: Extract<LockRefusal, {readonly is: 'held'}>): string {
  if (expiring === undefined) return '';
  const after = formatDuration(expiring.after);
  if (!expiring.seemsOver) return `; it is free once it was seen for ${after} without a word of its engine`;
  return `; its engine has said nothing for longer than ${after}: it is looked at for ${after}, and taken if nothing is heard meanwhile`;
}

const NOBODY_AT_WORK = 'if no run that needs it is at work';

interface LocalRequest {
  readonly folder: string;
  readonly name: string;
  readonly run: string;
  readonly by: string;
  readonly force?: string;
}

interface LocalLock {
  readonly lock: Lock;
  readonly notes: readonly string[];
}

function takeLocal({folder, name, run, by, force}: LocalRequest, at: number): Result<LocalLock, LockRefusal> {
  const runs = dirname(folder);
  const notes: string[] = [];
  const stands = (holder: Holder) => {
    if (holder.run === run || !isUnfinished(join(runs, holder.run))) return false;
    if (force === undefined) return true;
    notes.push(
      `the lock "${name}" was taken by force from run ${holder.run} of ${holder.by}, which held it for ${age(holder.since, at)}; why: ${force}`,
    );
    return false;
  };
  const takesUnreadable = (unreadable: UnreadableLock) => {
    if (force === undefined) return false;
    notes.push(`the lock "${name}" was taken by force from ${nameless(unreadable)}; why: ${force}`);
    return true;
  };
  const where = join(dirname(runs), 'locks', keyOf(name));
  try {
    const taken = takeLock(where, {by, run, at, stands, takesUnreadable});
    if (taken.ok) return ok({lock: taken.value, notes: notes.slice(-1)});
    const {error} = taken;
    return fail(error.is === 'held' ? heldBy(name, error.holder, at) : heldByNobody(name, error.unreadable));
  } catch (error) {
    return fail({is: 'unreachable', message: `the lock "${name}" cannot be kept in ${where}: ${systemMessage(error)}`});
  }
}

function heldBy(name: string, {run, by, since}: Holder, at: number): LockRefusal {
  const message =
    `the lock "${name}" is held by run ${run} of ${by}, for ${age(since, at)}; ` +
    `see it with "runbook show ${run}", end it with "runbook stop ${run}", ` +
    'also if its engine is dead; or take the lock with --take-lock "why", which is recorded';
  return {is: 'held', message, holder: run};
}

function heldByNobody(name: string, unreadable: UnreadableLock): LockRefusal {
  const how = '--take-lock "why" takes the lock, which is recorded';
  return {is: 'held', message: `the lock "${name}" is held by ${nameless(unreadable)}; ${NOBODY_AT_WORK}, ${how}`};
}

function nameless({file, why}: UnreadableLock): string {
  return `somebody who cannot be read (${file}: ${why})`;
}

/** A name that any file system and git take, which no two locks share. */
function keyOf(name: string): string {
  const words = name.replace(/[^A-Za-z0-9_]+/g, '-').slice(0, 40);
  return `${words}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

/** A run that has ended and is being taken back is under way again. */
function isUnfinished(folder: string): boolean {
  const summary = summaryOf(folder);
  return summary !== undefined && (summary.running || summary.verdict === undefined);
}
