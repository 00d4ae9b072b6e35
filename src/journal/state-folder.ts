import {accessSync, chmodSync, constants, existsSync, mkdirSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fail, ok, type Result} from '../base/result.ts';
import {systemMessage} from '../base/system-message.ts';

/** Where runs are kept: `$RUNBOOK_STATE`, else `$XDG_STATE_HOME/runbook`, else `~/.local/state/runbook`. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  if (environment.RUNBOOK_STATE) return resolve(environment.RUNBOOK_STATE);
  if (environment.XDG_STATE_HOME) return join(environment.XDG_STATE_HOME, 'runbook');
  return join(environment.HOME ?? homedir(), '.local', 'state', 'runbook');
}

/** The folder of runs and of locks, made (0700) if missing; the error says why nothing can be kept there, and what to do. */
export function makeStateFolder(folder: string = stateFolder()): Result<string, string> {
  try {
    for (const part of [folder, runsFolder(folder), join(folder, 'locks')]) {
      makeFolder(part);
      accessSync(part, constants.W_OK);
      const stranger = part === folder ? undefined : notOurs(part);
      if (stranger !== undefined) return fail(`cannot keep runs in ${folder}: ${stranger}`);
    }
    return ok(folder);
  } catch (error) {
    return fail(cannotKeep(folder, error));
  }
}

/** Whether somebody else could read or change what is kept in the folder; one of ours is made private. */
function notOurs(folder: string): string | undefined {
  const {uid, mode} = statSync(folder);
  const user = process.getuid?.() ?? uid;
  if (uid !== user && user !== 0) return `${folder} belongs to another user; set RUNBOOK_STATE to a folder of yours`;
  if (uid === user && (mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return undefined;
}

/** Says that a run cannot be kept in `folder`, why, and what to do. */
export function cannotKeep(folder: string, error: unknown): string {
  const why = systemMessage(error);
  const full = /no space left|quota/.test(why);
  const next = full
    ? 'make room there, or set RUNBOOK_STATE to a folder on another disk'
    : 'set RUNBOOK_STATE to a folder that can be written';
  return `cannot keep runs in ${folder}: ${why}; ${next}`;
}

/** Makes a folder with all above it. Node's own way never ends where a file system lets nothing be made, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, {mode: 0o700});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The folder that holds one folder a run. */
export function runsFolder(state: string): string {
  return join(state, 'runs');
}
