import {type Row, widthOf} from './row.ts';

/**
 * What to write, before Ink erases its frame, into a terminal that has become narrower: most break the long rows of the
 * frame in two then, and Ink would leave as many rows standing above it. It ends where Ink begins to erase.
 */
export function eraseReflowed(frame: readonly Row[], columns: number): string {
  const more = frame.reduce((sum, row) => sum + Math.max(1, Math.ceil(widthOf(row) / columns)) - 1, 0);
  return `${ERASE_LINE}${UP}`.repeat(more);
}

/** Whether the terminal breaks and joins rows when its width changes; xterm and the Linux console cut them. */
export function reflows(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment.XTERM_VERSION === undefined && environment.TERM !== 'linux';
}

const ERASE_LINE = '\u001b[2K';
const UP = '\u001b[1A';
