import {readRegular} from '../journal/regular-file.ts';
import {runFile} from '../journal/run-folder.ts';

/** Bytes that no path has. */
const LONGEST = 4096;

/** The path of the socket that an engine of the run in `folder` listens on, or did; undefined where none is noted. */
export function notedSocket(folder: string): string | undefined {
  const note = readRegular(runFile(folder, 'socket'), LONGEST);
  return note.ok ? note.value.toString('utf8').trim() || undefined : undefined;
}
