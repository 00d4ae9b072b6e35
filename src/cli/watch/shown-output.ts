import {outputExcerpts} from '../../journal/excerpt.ts';
import type {Style} from '../../report/formats/contract.ts';

/** Bytes of each output that are printed with the lines of a run. */
const SHOWN_BYTES = 64 * 1024;

/** What the attempts of the run in `folder` printed, as much of it as stands with the lines of the run. */
export function shownOutput(folder: string): NonNullable<Style['output']> {
  return (key) => outputExcerpts(folder, key, SHOWN_BYTES);
}
