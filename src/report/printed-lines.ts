import type {AttemptOutput, Excerpt} from '../journal/excerpt.ts';
import {harmlessLines} from './harmless.ts';

/** What an attempt printed, made harmless, line by line: first its output, then its error output. */
export function printedLines({stdout, stderr}: AttemptOutput): readonly string[] {
  return [...linesOf(stdout), ...linesOf(stderr)];
}

function linesOf(excerpt: Excerpt | undefined): readonly string[] {
  if (excerpt === undefined) return [];
  const {head, tail, leftOut} = excerpt;
  const end = tail === undefined ? [] : [`… ${leftOut} bytes were left out …`, ...harmlessLines(tail).split('\n')];
  return [...harmlessLines(head).split('\n'), ...end];
}
