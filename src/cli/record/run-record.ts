import {basename, dirname, isAbsolute, join} from 'node:path';
import type {DefPath} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import {withAlmanac} from '../../check/almanac.ts';
import {check} from '../../check/check.ts';
import type {RunText} from '../../engine/local/verify-approvals.ts';
import type {Turn} from '../../events/event.ts';
import {filesHash, readEarlierFiles, readKeptFiles} from '../../journal/kept-files.ts';
import {damageText, readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import {listRuns} from '../../journal/runs.ts';
import type {Block} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import {type About, aboutRunbook} from '../../report/about.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {SourceFile} from '../../text/source-file.ts';

/**
 * The runbook of a run, from the copy that the run keeps: later edits of the file do not touch it. Of one that was
 * corrected, what is only in its earlier texts can still be taken back.
 */
export async function runbookOf(folder: string): Promise<Result<Runbook, readonly Diagnostic[]>> {
  const copies = copiesIn(folder);
  if (copies.ok) return checkedCopies(copies.value, folder);
  const help = '"runbook doctor" says what to do about it';
  return fail([{rule: 'missing-file', severity: 'error', message: copies.error, help}]);
}

interface Copies {
  readonly now: readonly SourceFile[];
  /** Before each correction, the oldest first. */
  readonly before: readonly (readonly SourceFile[])[];
}

function copiesIn(folder: string): Result<Copies, string> {
  const [now, before] = [readKeptFiles(folder), readEarlierFiles(folder)];
  const faults = [now, before].flatMap((each) => (each.ok ? [] : [each.error]));
  if (now.ok && before.ok) return ok({now: now.value, before: before.value});
  return fail(`the run's copy of its runbook in ${folder}: ${faults.join('; ')}`);
}

async function checkedCopies({now, before}: Copies, folder: string): Promise<Result<Runbook, readonly Diagnostic[]>> {
  const runbook = await checkedFrom(now, folder);
  if (!runbook.ok) return runbook;
  const defs = new Map<DefPath, Block>();
  for (const files of before) {
    const earlier = await checkedFrom(files, folder);
    if (earlier.ok) for (const [path, block] of earlier.value.defs) defs.set(path, block);
  }
  if (defs.size === 0) return runbook;
  const gone = new Set([...defs.keys()].filter((path) => !runbook.value.defs.has(path)));
  return ok({...runbook.value, defs: new Map([...defs, ...runbook.value.defs]), gone});
}

async function checkedFrom(
  files: readonly SourceFile[],
  folder: string,
): Promise<Result<Runbook, readonly Diagnostic[]>> {
  const [main, ...used] = files;
  if (main === undefined)
    return fail([
      {rule: 'missing-file', severity: 'error', message: `the run's copy of its runbook is gone from ${folder}`},
    ]);
  const byName = (path: string) => {
    const name = isAbsolute(path) ? path : join(dirname(main.name), path);
    return used.find((file) => file.name === name) ?? used.find((file) => basename(file.name) === basename(path));
  };
  const read = (path: string) => {
    const found = byName(path);
    return found === undefined ? fail(`the run keeps no copy of "${path}"`) : ok(found);
  };
  const checked = check({file: main, read, outside: true});
  return checked.ok ? withAlmanac(checked.value.runbook, read) : checked;
}

/** Every text that a run keeps, the oldest first; of one that cannot be read there is none. */
export async function textsOf(folder: string): Promise<readonly RunText[]> {
  const copies = copiesIn(folder);
  const texts: RunText[] = [];
  for (const files of copies.ok ? [...copies.value.before, copies.value.now] : []) {
    const runbook = await checkedFrom(files, folder);
    texts.push({hash: filesHash(files), files, ...(runbook.ok && {runbook: runbook.value})});
  }
  return texts;
}

/** What can be told of a run's runbook. */
export interface RunbookAbout {
  /** What printing the run needs of it; undefined where the copy can no longer be read. */
  readonly about?: About;
  /** Whether it names a secret. */
  readonly hasSecrets: boolean;
  /** Why the copy is none, where it is damaged. */
  readonly damage?: string;
}

/** What printing a run needs of its runbook, from the copy that the run keeps. */
export async function aboutRun(folder: string): Promise<RunbookAbout> {
  const copies = copiesIn(folder);
  if (!copies.ok) return {damage: copies.error, hasSecrets: false};
  const runbook = await checkedCopies(copies.value, folder);
  if (!runbook.ok) return {hasSecrets: false};
  return {about: aboutRunbook(runbook.value), hasSecrets: Object.keys(runbook.value.secrets).length > 0};
}

/** What can be read of a run. */
export interface ReadRun {
  /** All turns, or those before the damage. */
  readonly turns: readonly Turn[];
  /** Where the journal cannot be believed any more, and why. */
  readonly damage?: string;
  /** The hash that stands for all of them, where there is no damage. */
  readonly head?: string;
}

/** Every turn of a run that can be believed. */
export function turnsOf(folder: string): ReadRun {
  const turns: Turn[] = [];
  const read = readJournal(runFile(folder, 'journal'), (turn) => turns.push(turn));
  if (read.ok) return {turns, head: read.value.hash};
  const rest = turns.length === 0 ? '' : `; shown are the ${turns.length} turns before it, which are good`;
  return {turns, damage: `${damageText(read.error)}${rest}`};
}

/** The prefix that names a run: what was given, or the newest run's id. */
export function runPrefix(given: string | undefined): Result<string, string> {
  if (given !== undefined) return ok(given);
  const newest = listRuns().find(({copyOf}) => copyOf === undefined);
  return newest === undefined ? fail('there is no run yet') : ok(newest.id);
}
