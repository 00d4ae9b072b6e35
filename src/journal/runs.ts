import {randomBytes} from 'node:crypto';
import {closeSync, fstatSync, readdirSync, readSync} from 'node:fs';
import {basename, join} from 'node:path';
import {didYouMean} from '../base/did-you-mean.ts';
import {type RunId, runId} from '../base/ids.ts';
import {jsonObject} from '../base/json-object.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Turn} from '../events/event.ts';
import type {Verdict} from '../events/outcome.ts';
import {isHeld} from './lock.ts';
import {turnIn} from './record.ts';
import {LONGEST_KEPT, openRegular} from './regular-file.ts';
import {runFile} from './run-folder.ts';
import {runsFolder, stateFolder} from './state-folder.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const HEAD_BYTES = 64 * 1024;

/** What a list of runs shows, without reading whole journals. */
export interface RunSummary {
  /** The name of its folder. */
  readonly id: RunId;
  readonly folder: string;
  /** The run's own name, where its folder has another: it was copied, and nothing may go on with it. */
  readonly copyOf?: RunId;
  readonly runbook: string;
  readonly title: string;
  readonly by: string;
  /** Milliseconds since 1970: of its first and of its last record. */
  readonly startedAt: number;
  readonly lastAt: number;
  /** How many records it has. */
  readonly turns: number;
  /** Whether an engine is at work on it, or may be. */
  readonly running: boolean;
  readonly verdict?: Verdict;
}

/** A new name for a run: twelve letters and digits of base 32. */
export function newRunId(): RunId {
  return runId(Array.from(randomBytes(12), (byte) => LETTERS[byte % 32]).join(''));
}

/** Whether `name` is one that `newRunId` gives. */
export function isRunId(name: string): boolean {
  return /^[a-z2-7]{12}$/.test(name);
}

/** The folder of the one run whose id begins with `prefix`; the error names those that do, or says that none does. */
export function findRun(
  prefix: string,
  state: string = stateFolder(),
): Result<{readonly id: RunId; readonly folder: string}, string> {
  const found = namesOf(state).filter((name) => name.startsWith(prefix.toLowerCase()));
  const [only] = found;
  if (only === undefined) return fail(`there is no run "${prefix}" in ${state}; ${nearest(prefix, namesOf(state))}`);
  if (found.length > 1) return fail(`"${prefix}" may be ${found.slice(0, 5).join(', ')}: give more of its letters`);
  return ok({id: runId(only), folder: join(runsFolder(state), only)});
}

function nearest(prefix: string, names: readonly string[]): string {
  const begins = names.map((name) => name.slice(0, prefix.length));
  const meant = didYouMean(prefix, begins);
  return meant === undefined ? '"runbook runs" lists them' : `did you mean "${names[begins.indexOf(meant)]}"?`;
}

/** Every run that is kept, the newest first. */
export function listRuns(state: string = stateFolder()): readonly RunSummary[] {
  return namesOf(state)
    .flatMap((name) => summaryOf(join(runsFolder(state), name)) ?? [])
    .sort((a, b) => b.startedAt - a.startedAt);
}

/** What is known of the run in `folder` from the ends of its journal; undefined if it has none. */
export function summaryOf(folder: string): RunSummary | undefined {
  const opened = openRegular(runFile(folder, 'journal'));
  if (!opened.ok) return undefined;
  try {
    return summaryIn(folder, opened.value);
  } finally {
    closeSync(opened.value);
  }
}

function summaryIn(folder: string, journal: number): RunSummary | undefined {
  const first = recordIn(lineAfterHeader(journal));
  const started = first?.events.find((event) => event.event === 'run-started');
  if (first === undefined || started?.event !== 'run-started') return undefined;
  const id = runId(basename(folder));
  const {last = first, verdict} = tailOf(journal);
  return {
    id,
    folder,
    ...(started.run !== id && {copyOf: runId(started.run)}),
    runbook: started.runbook,
    title: started.title,
    by: started.by,
    startedAt: first.at,
    lastAt: last.at,
    turns: last.seq,
    running: isHeld(folder),
    ...(verdict !== undefined && {verdict}),
  };
}

function namesOf(state: string): readonly string[] {
  try {
    return readdirSync(runsFolder(state)).filter(isRunId);
  } catch {
    return [];
  }
}

function lineAfterHeader(journal: number): string {
  for (let length = HEAD_BYTES; length <= LONGEST_KEPT; length *= 8) {
    const text = textOf(journal, 0, length);
    const begin = text.indexOf('\n') + 1;
    const end = text.indexOf('\n', begin);
    if (end !== -1) return text.slice(begin, end);
    if (Buffer.byteLength(text) < length) return '';
  }
  return '';
}

/** The last record, and how the run ended if it has; no more records are understood than that takes. */
function tailOf(journal: number): {readonly last?: Turn; readonly verdict?: Verdict} {
  let last: Turn | undefined;
  for (const record of recordsFromEnd(journal)) {
    last ??= record;
    const ended = record.events.findLast((event) => event.event === 'run-ended');
    if (ended?.event === 'run-ended') return {last, verdict: ended.verdict};
    if (record.events.some((event) => event.event === 'intended' || event.event === 'entered')) break;
  }
  return last === undefined ? {} : {last};
}

/** The last records, the newest first: as many as stand in the last part of the file, but at least one. */
function* recordsFromEnd(journal: number): Generator<Turn> {
  const {size} = fstatSync(journal);
  for (let length = HEAD_BYTES; length <= LONGEST_KEPT; length *= 8) {
    const start = Math.max(0, size - length);
    const lines = textOf(journal, start, size - start).split('\n');
    let found = false;
    for (const line of lines.slice(start === 0 ? 0 : 1).reverse()) {
      const record = recordIn(line);
      if (record === undefined) continue;
      found = true;
      yield record;
    }
    if (found || start === 0) return;
  }
}

function recordIn(line: string): Turn | undefined {
  const record = jsonObject(line);
  return record && turnIn(record);
}

function textOf(journal: number, start: number, length: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString('utf8', 0, readSync(journal, bytes, 0, length, start));
}
