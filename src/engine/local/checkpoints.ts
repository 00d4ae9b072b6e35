import type {Report} from '../../events/event.ts';
import {foldPast, type Past} from '../../events/pass-over.ts';
import {type KeptCheckpoint, keepCheckpoint, prefixOf, readCheckpoint} from '../../journal/checkpoint.ts';
import type {PrefixHash} from '../../journal/prefix-hash.ts';
import type {JournalEnd} from '../../journal/read.ts';
import type {Runbook} from '../../model/runbook.ts';
import {foldJournal} from './fold-run.ts';
import {demandsOf} from './questions/demands.ts';
import type {Folded} from './run-fold.ts';

/** What a run had come to: for its engine, and for people. */
export interface RunCheckpoint extends Held {
  readonly end: JournalEnd;
}

interface Held {
  readonly folded: Folded;
  readonly past: Past | undefined;
}

/** The checkpoint that a run can go on from. */
export function checkpointOf(folder: string, prefix?: PrefixHash): RunCheckpoint | undefined {
  const kept = readCheckpoint(folder, prefix);
  // Only this build of this program has made it, of just that.
  return kept && {...(kept.held as Held), end: kept.end};
}

/**
 * Whether nobody goes on with a run of this runbook without reading all its records: those who write to its folder can
 * make a checkpoint as well, and what people approved has to stand in the record, where it can be judged.
 */
export function isReadWhole({defs}: Runbook): boolean {
  return [...defs.values()].some((block) => demandsOf(block, undefined) !== undefined);
}

/** Bytes. To read so many takes about as long as to start a command. */
const EVERY = 2 << 20;

/**
 * Keeps a checkpoint of the run in `folder` each time that its journal has grown by `every` bytes, and by as many as the
 * last one has: all of them together are no longer than the journal. The run was read from byte `begin` to `end`. Gives
 * what is to be told when the journal has a new size: it has to stand in the next turn.
 */
export function checkpoints(
  folder: string,
  {begin, end, every = EVERY}: {readonly begin: number; readonly end: number; readonly every?: number | undefined},
): (size: number) => Report | undefined {
  const prefix = prefixOf(folder);
  // All that was read is read once more: not before the engine has had its first steps.
  let next = Math.max(begin + every, end + every / 8);
  return (size) => {
    if (size < next) return undefined;
    const kept = keep(folder, prefix);
    // Where there is none, all is read once more the next time: not before there is twice as much.
    next = size + Math.max(every, kept?.size ?? size);
    return kept && {event: 'checkpointed', digest: kept.digest};
  };
}

/** Whatever goes wrong, the run goes on: the journal has it all. */
function keep(folder: string, prefix: PrefixHash): KeptCheckpoint | undefined {
  try {
    const from = checkpointOf(folder, prefix);
    const past = foldPast(from?.past);
    const read = foldJournal(folder, {from, onTurn: past.take});
    if (!read.ok) return undefined;
    const {folded, end} = read.value;
    const held: Held = {folded, past: past.end()};
    return keepCheckpoint(folder, {end, held}, prefix);
  } catch {
    return undefined;
  }
}
