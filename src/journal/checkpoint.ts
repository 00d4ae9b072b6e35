import {hash} from 'node:crypto';
import {renameSync, rmSync, writeFileSync} from 'node:fs';
import {jsonObject} from '../base/json-object.ts';
import {build} from './build.ts';
import {PrefixHash} from './prefix-hash.ts';
import {type JournalEnd, nextRecord} from './read.ts';
import {LONGEST_KEPT, readRegular} from './regular-file.ts';
import {runFile} from './run-folder.ts';

/**
 * What a journal had come to at one of its records, so that whoever goes on reads only those after it. It is a copy: it
 * is made from the journal alone, and without it everything is read.
 */
export interface Checkpoint {
  /** Where the records that are not in it begin. */
  readonly end: JournalEnd;
  /** As it was given to `keepCheckpoint`. */
  readonly held: unknown;
}

/** A checkpoint on the disk: its SHA-256, hexadecimal, and how many bytes it has. */
export interface KeptCheckpoint {
  readonly digest: string;
  readonly size: number;
}

/** Its first line, before what it holds as the structured clone algorithm writes it. */
interface Head {
  readonly build: string;
  /** SHA-256 of all bytes of the journal before `end`, hexadecimal. */
  readonly before: string;
  readonly end: JournalEnd;
}

/** The hash of a journal's first bytes, none of which is read yet. */
export function prefixOf(folder: string): PrefixHash {
  return new PrefixHash(runFile(folder, 'journal'));
}

/**
 * Keeps `held` as what the journal comes to before `end`, in the place of an earlier checkpoint; undefined where it
 * cannot be kept. It counts once the record at `end` tells its digest. It is not made durable: one that did not reach the
 * disk is not the one that was told. Whoever keeps more than one gives the same hash of the journal to each.
 */
export function keepCheckpoint(
  folder: string,
  {end, held}: Checkpoint,
  prefix = prefixOf(folder),
): KeptCheckpoint | undefined {
  const file = runFile(folder, 'checkpoint');
  const draft = `${file}.new`;
  try {
    const before = prefix.upTo(end.position);
    if (build === undefined || before === undefined) return undefined;
    const head: Head = {build, before, end};
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), clones().serialize(held)]);
    if (bytes.length > LONGEST_KEPT) return undefined;
    rmSync(draft, {force: true});
    writeFileSync(draft, bytes, {mode: 0o600, flag: 'wx'});
    renameSync(draft, file);
    return {digest: hash('sha256', bytes), size: bytes.length};
  } catch {
    // A full disk, or what is nested deeper than can be written: the journal has it all.
    rmQuietly(draft);
    return undefined;
  }
}

/**
 * The checkpoint of a run, if all that came before it is as it was when it was made, its record tells of just this one,
 * and this build of the program made it; else undefined.
 */
export function readCheckpoint(folder: string, prefix = prefixOf(folder)): Checkpoint | undefined {
  try {
    return fitting(folder, prefix);
  } catch {
    // A disk that cannot be read says so where the journal is read.
    return undefined;
  }
}

function fitting(folder: string, prefix: PrefixHash): Checkpoint | undefined {
  const read = readRegular(runFile(folder, 'checkpoint'));
  if (!read.ok) return undefined;
  const bytes = read.value;
  const begin = bytes.indexOf('\n') + 1;
  const head = headIn(bytes.toString('utf8', 0, begin));
  if (head === undefined || head.build !== build) return undefined;
  const {end, before} = head;
  const digest = hash('sha256', bytes);
  const told = nextRecord(runFile(folder, 'journal'), end);
  if (!told?.events.some((event) => event.event === 'checkpointed' && event.digest === digest)) return undefined;
  if (prefix.upTo(end.position) !== before) return undefined;
  return {end, held: clones().deserialize(bytes.subarray(begin))};
}

/** Loaded by the few runs that are so long. */
const clones = () => process.getBuiltinModule('node:v8');

function headIn(line: string): Head | undefined {
  const {build: by, before, end} = jsonObject(line) ?? {};
  if (typeof by !== 'string' || typeof before !== 'string' || typeof end !== 'object' || end === null) return undefined;
  const {position, lines, seq, epoch, hash: last} = end as Partial<Record<keyof JournalEnd, unknown>>;
  if (!isCount(position) || !isCount(lines) || !isCount(seq) || !isCount(epoch) || typeof last !== 'string')
    return undefined;
  return {build: by, before, end: {position, lines, seq, epoch, hash: last, torn: 0}};
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function rmQuietly(file: string): void {
  try {
    rmSync(file, {force: true});
  } catch {
    // It is in nobody's way.
  }
}
