import {accessSync, constants, statfsSync} from 'node:fs';
import {join} from 'node:path';
import {runFile} from '../../../journal/run-folder.ts';
import {runsFolder} from '../../../journal/state-folder.ts';
import type {Finding} from './finding.ts';
import {statsOf} from './stats-of.ts';

/** With fewer bytes free than this a run may have to stop. */
const LITTLE = 16 * 1024 * 1024;

/** Whether runs can be kept, and are private. */
export function examinePlaces(state: string, runs: readonly string[]): readonly Finding[] {
  const folders = [state, runsFolder(state), join(state, 'locks')];
  return [
    ...folders.flatMap(unwritable),
    ...little(state),
    ...[...folders, ...runs].flatMap((folder) => exposed(folder, 0o700)),
    ...runs.flatMap((folder) =>
      ['journal', 'environment', 'options', 'seed', 'files'].flatMap((file) =>
        exposed(runFile(folder, file as 'seed'), 0o600),
      ),
    ),
  ];
}

function unwritable(where: string): readonly Finding[] {
  if (statsOf(where) === undefined) return [];
  try {
    accessSync(where, constants.R_OK | constants.W_OK | constants.X_OK);
    return [];
  } catch {
    const message = 'this user cannot read and write it, so that no run can be kept';
    return [
      {
        what: 'not-writable',
        severity: 'problem',
        where,
        message,
        next: `chmod u+rwx '${where}', or name another folder by RUNBOOK_STATE`,
      },
    ];
  }
}

function little(where: string): readonly Finding[] {
  const {bavail, bsize} = statfsSync(where);
  const free = bavail * bsize;
  if (free >= LITTLE) return [];
  const message = `only ${Math.floor(free / 1024)} KiB are free on this disk: a run will have to stop when it is full`;
  return [
    {
      what: 'no-space',
      severity: 'problem',
      where,
      message,
      next: 'make room on it; a run that had to stop is resumed afterwards',
    },
  ];
}

/** Others of this machine must not read what a run was given and what it printed. */
function exposed(where: string, mode: number): readonly Finding[] {
  const found = statsOf(where);
  if (found === undefined) return [];
  if (process.getuid !== undefined && found.uid !== process.getuid()) {
    const message = `it belongs to user ${found.uid}`;
    return [{what: 'permissions', severity: 'problem', where, message, next: `chown it to the user who runs runbooks`}];
  }
  if ((found.mode & 0o077) === 0) return [];
  const message = `others may look at it (mode ${(found.mode & 0o777).toString(8)})`;
  return [{what: 'permissions', severity: 'problem', where, message, next: `chmod ${mode.toString(8)} '${where}'`}];
}
