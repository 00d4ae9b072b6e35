import {readFileSync} from 'node:fs';
import {runFile} from '../journal/run-folder.ts';

/** The path of the socket that an engine of the run in `folder` listens on, or did; undefined where none is noted. */
export function notedSocket(folder: string): string | undefined {
  try {
    return readFileSync(runFile(folder, 'socket'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
