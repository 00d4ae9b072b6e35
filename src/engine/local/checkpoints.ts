import type {Report} from '../../events/event.ts';
import {keepCheckpoint} from '../../journal/checkpoint.ts';
import {foldJournal} from './fold-run.ts';

/** Bytes. To read so many takes about as long as to start a command. */
const EVERY = 2 << 20;

/**
 * Keeps a checkpoint of the run in `folder` each time that its journal has grown by `every` bytes, from `begin` on. Gives
 * what is to be told each time the journal has a new `size`: it has to stand in the next turn.
 */
export function checkpoints(folder: string, begin: number, every = EVERY): (size: number) => Report | undefined {
  let last = begin;
  return (size) => {
    if (size - last < every) return undefined;
    last = size;
    const folded = foldJournal(folder);
    if (!folded.ok) return undefined;
    const {end, ...held} = folded.value;
    const digest = keepCheckpoint(folder, {end, held});
    return digest === undefined ? undefined : {event: 'checkpointed', digest};
  };
}
