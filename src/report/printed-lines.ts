import {harmlessLines} from '../base/harmless.ts';
import type {AttemptOutput, Excerpt} from '../journal/excerpt.ts';

/** What an attempt printed, made harmless, line by line: first its output, then its error output. */
export function printedLines({stdout, stderr}: AttemptOutput): readonly string[] {
  return [...linesOf(stdout), ...linesOf(stderr)];
}

/** The last of what was printed, in at most `most` lines, the first of which says where more of it was left out. */
export function lastPrintedLines(output: AttemptOutput, most: number): readonly string[] {
  const lines = printedLines(output).filter((line) => line.trim() !== '');
  const whole = lines.length <= most;
  const shown = whole ? lines : lines.slice(1 - most);
  return [...(whole ? [] : ['…']), ...shown.map((line) => (line.length <= LINE ? line : `${line.slice(0, LINE)}…`))];
}

/** Characters of one line where only the last lines are shown. */
const LINE = 200;

function linesOf(excerpt: Excerpt | undefined): readonly string[] {
  if (excerpt === undefined) return [];
  const {head, tail, leftOut} = excerpt;
  const end = tail === undefined ? [] : [`… ${leftOut} bytes were left out …`, ...harmlessLines(tail).split('\n')];
  return [...harmlessLines(head).split('\n'), ...end];
}
