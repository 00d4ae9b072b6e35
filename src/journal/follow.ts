import {statSync} from 'node:fs';
import type {Turn} from '../events/event.ts';
import {JOURNAL_START, type JournalDamage, readJournal} from './read.ts';
import {runFile} from './run-folder.ts';

const SOON = 50;
const IDLE = 250;

/** Calls `onTurn` for every turn of the run, those already recorded first, but none before this returns. Returns how to stop that. */
export function followJournal(
  folder: string,
  onTurn: (turn: Turn) => void,
  onDamage: (damage: JournalDamage) => void = () => {},
): () => void {
  const file = runFile(folder, 'journal');
  let end = JOURNAL_START;
  let pause = SOON;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = () => {
    const size = sizeOf(file);
    if (size > end.position) {
      const read = readJournal(file, (turn) => !stopped && onTurn(turn), end);
      if (!read.ok) return onDamage(read.error);
      pause = read.value.position > end.position ? SOON : IDLE;
      end = read.value;
    } else {
      pause = Math.min(IDLE, pause * 1.2);
    }
    if (!stopped) timer = setTimeout(look, pause);
  };

  const first = setImmediate(look);
  return () => {
    stopped = true;
    clearImmediate(first);
    clearTimeout(timer);
  };
}

function sizeOf(file: string): number {
  return statSync(file, {throwIfNoEntry: false})?.size ?? 0;
}
