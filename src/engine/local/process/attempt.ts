import {createHmac} from 'node:crypto';
import {existsSync, linkSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ATTEMPT_FILES, attemptFolder} from '../../../journal/run-folder.ts';
import {findWrapper} from './find-processes.ts';

/** One try to start one effect's command: where its files are, and the name its processes carry. */
export interface Attempt {
  readonly folder: string;
  readonly token: string;
}

/** Why the engine ended a command. */
export type KillReason = 'cancelled' | 'timed-out' | 'expected';

/** What became of an attempt that an earlier engine made. */
export type AttemptState =
  /** Nothing was made, or what was made never started and never will. */
  | {readonly is: 'never-started'}
  | {readonly is: 'no-cwd'}
  | {readonly is: 'running'; readonly pid: number}
  /** `full`: it failed on a full disk. */
  | {readonly is: 'exited'; readonly status: number; readonly full?: true}
  /** Killed by an engine, so that no status was recorded. */
  | {readonly is: 'killed'; readonly why: KillReason}
  | {readonly is: 'in-doubt'};

/** What `exit` holds until there is a status. */
export const BLANK_EXIT = `${' '.repeat(31)}\n`;

const CLAIMED = 'claimed by an engine: the command never runs\n';

/** The `start`-th attempt (from 1) of the effect `key`; its token cannot be guessed without the run's `seed`. */
export function attemptOf(run: {readonly folder: string; readonly seed: string}, key: string, start: number): Attempt {
  const token = createHmac('sha256', run.seed).update(`${key}\n${start}`).digest('hex').slice(0, 32);
  return {folder: attemptFolder(run.folder, key, start), token};
}

/**
 * What became of `attempt`. With `sameBoot` false the machine was started anew since: then only a recorded status is
 * believed. Asking claims the fence of an attempt that has not started, so that it never will.
 */
export function inspectAttempt({folder, token}: Attempt, sameBoot: boolean): AttemptState {
  const recorded = recordedEnd(folder);
  if (recorded !== undefined) return recorded;
  if (!sameBoot) return {is: 'in-doubt'};
  if (!existsSync(folder)) return findWrapper(token) === undefined ? {is: 'never-started'} : {is: 'in-doubt'};
  if (claims(folder)) return {is: 'never-started'};
  const pid = findWrapper(token);
  if (pid !== undefined) return {is: 'running', pid};
  return recordedEnd(folder) ?? killedBefore(folder) ?? {is: 'in-doubt'};
}

/** How the command ended, as its wrapper wrote it; undefined while it has not. */
export function recordedEnd(folder: string): Extract<AttemptState, {readonly is: 'exited' | 'no-cwd'}> | undefined {
  const text = readOr(join(folder, ATTEMPT_FILES.exit));
  if (text.startsWith('cwd\n')) return {is: 'no-cwd'};
  const [, status, full] = /^(\d+)\n(full\n)?/.exec(text) ?? [];
  if (status === undefined) return undefined;
  return {is: 'exited', status: Number(status), ...(full !== undefined && {full: true})};
}

/** Notes why the command is about to be killed, so that a missing status is explained; a full disk saves nobody. */
export function noteKill(folder: string, why: KillReason): void {
  try {
    writeFileSync(join(folder, ATTEMPT_FILES.killed), why, {mode: 0o600});
  } catch {
    // An engine that comes after will not know, and ask.
  }
}

/** Why an engine ended the command, whichever it was; undefined if none did. */
export function killReason(folder: string): KillReason | undefined {
  const why = readOr(join(folder, ATTEMPT_FILES.killed));
  return why === '' ? undefined : (why as KillReason);
}

function killedBefore(folder: string): AttemptState | undefined {
  const why = killReason(folder);
  return why === undefined ? undefined : {is: 'killed', why};
}

/** Takes the fence; true if it is the engines' now or was before, false if the command has passed it. */
function claims(folder: string): boolean {
  const fence = join(folder, ATTEMPT_FILES.started);
  const draft = join(folder, `claim.${process.pid}`);
  writeFileSync(draft, CLAIMED, {mode: 0o600});
  try {
    linkSync(draft, fence);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readOr(fence) === CLAIMED;
  } finally {
    rmSync(draft, {force: true});
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
