import {readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {EffectKey} from '../base/ids.ts';
import {ok, type Result} from '../base/result.ts';
import type {Outputs, RunEvent, Turn} from '../events/event.ts';
import {type Alteration, compareOutputs} from './compare-outputs.ts';
import {type BesideHashes, changedBeside} from './kept-beside.ts';
import {filesHash, type KeptFile, readEarlierFiles, readKeptFiles} from './kept-files.ts';
import {damageText, type JournalEnd, readJournal} from './read.ts';
import {attemptFolder, RUN_FILES, runFile} from './run-folder.ts';

/** What was found when a run's record was compared with itself. */
export interface VerifiedRun {
  /** Records that are as they were written. */
  readonly records: number;
  /** Outputs that were compared. */
  readonly outputs: number;
  /** The hash of the last good record, which stands for all before it. */
  readonly head: string;
  /** Bytes of a last record that was not written to its end, or is being written now. */
  readonly torn: number;
  readonly alterations: readonly Alteration[];
}

/**
 * Compares a run's folder with what its journal says of it: every record, the copies of its files, every output. The
 * journal must hold a record with the hash `expected`, if it is given. Every good turn is told to `onTurn`.
 */
export async function verifyRun(
  folder: string,
  expected?: string,
  onTurn?: (turn: Turn) => void,
): Promise<VerifiedRun> {
  const told = new Told();
  let head: Pick<JournalEnd, 'hash' | 'seq'> = {hash: '', seq: 0};
  let met = expected === undefined;
  const read = readJournal(runFile(folder, 'journal'), (turn, at) => {
    head = {hash: at, seq: turn.seq};
    met ||= at === expected;
    for (const event of turn.events) told.hear(event);
    onTurn?.(turn);
  });
  const where = RUN_FILES.journal;
  const damaged = read.ok ? [] : [{where: `${where}:${read.error.line}`, message: damageText(read.error)}];
  const empty = read.ok && head.seq === 0 ? [{where, message: 'it holds no record'}] : [];
  const rewritten = met ? [] : [{where, message: 'no record has the given hash: it was written anew, or cut off'}];
  const {compared, altered} = await compareOutputs(folder, told.outputs);
  return {
    records: head.seq,
    outputs: compared,
    head: head.hash,
    torn: read.ok ? read.value.torn : 0,
    alterations: [
      ...damaged,
      ...empty,
      ...rewritten,
      ...copies(folder, told.files),
      ...changedBeside(folder, told.kept).map((file) => ({where: file, message: 'it is not what the run began with'})),
      ...altered,
      ...(read.ok ? unknown(folder, told.acts) : []),
    ],
  };
}

/** What a journal says of the files beside it. */
class Told {
  readonly outputs = new Map<EffectKey, Outputs>();
  readonly acts = new Set<EffectKey>();
  /** The hashes of the runbook's files: as the run began, and after each correction. */
  readonly files: string[] = [];
  kept: BesideHashes = {};

  hear(event: RunEvent): void {
    if (event.event === 'run-started' || event.event === 'edited') this.files.push(event.hash);
    if (event.event === 'run-started') this.kept = event.kept ?? {};
    if (event.event === 'intended' && event.effect.do === 'act') this.acts.add(event.effect.key);
    if (event.event === 'act-ended' && event.outputs !== undefined) this.outputs.set(event.key, event.outputs);
  }
}

/** The copy of the runbook, and what it was before each correction: what is to be undone may stand only there. */
function copies(folder: string, told: readonly string[]): readonly Alteration[] {
  const last = told.at(-1);
  if (last === undefined) return [];
  const before = told.slice(0, -1);
  const now = readKeptFiles(folder);
  return [
    ...copyFaults('files', now.ok ? ok([now.value]) : now, {needed: [last], known: [last]}),
    ...(before.length === 0 ? [] : copyFaults('earlier', readEarlierFiles(folder), {needed: before, known: told})),
  ];
}

function copyFaults(
  file: 'files' | 'earlier',
  kept: Result<readonly (readonly KeptFile[])[], string>,
  {needed, known}: {readonly needed: readonly string[]; readonly known: readonly string[]},
): readonly Alteration[] {
  const where = RUN_FILES[file];
  if (!kept.ok) return [{where, message: `the copy of the runbook: ${kept.error}`}];
  const found = kept.value.map(filesHash);
  const isTold = needed.every((each) => found.includes(each)) && found.every((each) => known.includes(each));
  return isTold ? [] : [{where, message: 'the copy of the runbook is not the one that was run'}];
}

/** Attempts of which the journal knows nothing: its end was cut off, at the end of a record. */
function unknown(folder: string, acts: ReadonlySet<EffectKey>): readonly Alteration[] {
  const known = new Set([...acts].map((key) => basename(attemptFolder(folder, key))));
  return attemptsIn(folder)
    .filter((name) => !known.has(name.replace(/\.\d+$/, '')))
    .map((name) => ({
      where: join('attempts', name),
      message: 'the journal knows nothing of this attempt: its last records are missing',
    }));
}

function attemptsIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, 'attempts'));
  } catch {
    return [];
  }
}
