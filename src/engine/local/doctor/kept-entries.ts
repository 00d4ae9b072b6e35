import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {isRunId} from '../../../journal/runs.ts';
import {runsFolder} from '../../../journal/state-folder.ts';
import type {Finding} from './finding.ts';
import {statsOf} from './stats-of.ts';

/** How the name of a run ends while it is being made. */
const DRAFT = '.draft';

/** A draft is being made for no longer than this, in milliseconds. */
const DRAFT_TIME = 60_000;

/** The folders of runs, and what lies beside them. */
export function entriesOf(state: string): {readonly runs: readonly string[]; readonly strangers: readonly Finding[]} {
  const folder = runsFolder(state);
  const names = namesIn(folder);
  return {
    runs: names.filter(isRunId).map((name) => join(folder, name)),
    strangers: names.flatMap((name) => strangerAt(join(folder, name), name)),
  };
}

/** The names of what is in a folder; none where it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function strangerAt(where: string, name: string): readonly Finding[] {
  if (isRunId(name)) return [];
  if (!name.endsWith(DRAFT) || !isRunId(name.slice(0, -DRAFT.length))) {
    return [
      {
        what: 'stranger',
        severity: 'note',
        where,
        message: 'this is no run, and nothing of this program',
        next: `move it elsewhere`,
      },
    ];
  }
  const made = statsOf(where)?.mtimeMs ?? Date.now();
  if (Date.now() - made < DRAFT_TIME) return [];
  const message = 'a run whose engine ended before anything of it was done';
  return [{what: 'leftover', severity: 'note', where, message, next: `remove it: rm -r '${where}'`}];
}
