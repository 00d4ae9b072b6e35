import type {Report} from '../../events/event.ts';
import {type KeptCheckpoint, keepCheckpoint, prefixOf} from '../../journal/checkpoint.ts';
import type {PrefixHash} from '../../journal/prefix-hash.ts';
import {foldJournal} from './fold-run.ts';

/** Bytes. To read so many takes about as long as to start a command. */
const EVERY = 2 << 20;

/**
 * Keeps a checkpoint of the run in `folder` each time that its journal has grown by `every` bytes, from `begin` on, and by
 * as many as the last one has: all of them together are no longer than the journal. Gives what is to be told when the
 * journal has a new `size`: it has to stand in the next turn.
 */
export function checkpoints(folder: string, begin: number, every = EVERY): (size: number) => Report | undefined {
  const prefix = prefixOf(folder);
  let next = begin + every;
  return (size) => {
    if (size < next) return undefined;
    const kept = keep(folder, prefix);
    // Where there is none, all is read once more the next time: not before there is twice as much.
    next = size + Math.max(every, kept?.size ?? size);
    return kept && {event: 'checkpointed', digest: kept.digest};
  };
}

function keep(folder: string, prefix: PrefixHash): KeptCheckpoint | undefined {
  const folded = foldJournal(folder, {prefix});
  if (!folded.ok) return undefined;
  const {end, ...held} = folded.value;
  return keepCheckpoint(folder, {end, held}, prefix);
}
