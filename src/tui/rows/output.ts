import {harmless} from '../../base/harmless.ts';
import type {Look} from '../look.ts';
import {cut, type Row} from '../row.ts';

/** The last `count` lines of a command's output, with nothing in them that a terminal would obey. */
export function outputRows(
  lines: readonly string[],
  {
    count,
    width,
    indent,
    look,
  }: {readonly count: number; readonly width: number; readonly indent: string; readonly look: Look},
): readonly Row[] {
  if (count <= 0) return [];
  const bar = `${indent}${look.paint.dim(look.marks.bar)} `;
  return lines.slice(-count).map((line) => bar + cut(shownLine(line), width - indent.length - 2, look.unicode));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours that the command itself wrote (ECMA-48, SGR).
const COLORS = /\x1b\[[0-9;:]*m/g;

/** A line without its colours, and only what stands after the last return to its beginning. */
export function shownLine(line: string): string {
  const last = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  return harmless(last.replace(COLORS, ''));
}
