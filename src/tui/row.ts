import {cellsOf} from '../text/visible.ts';

/** One line of the screen. The only escape sequences in it are the colours of our own paint. */
export type Row = string;

// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences (ECMA-48), as our paint writes them.
const SGR = /(\x1b\[[0-9;]*m)/;

/** How many columns a row takes. */
export function widthOf(row: Row): number {
  let width = 0;
  for (const [index, piece] of row.split(SGR).entries()) if (index % 2 === 0) width += plainWidth(piece);
  return width;
}

/** The row, cut with an ellipsis where it would take more than `width` columns. */
export function cut(row: Row, width: number, unicode: boolean): Row {
  if (widthOf(row) <= width) return row;
  const ellipsis = unicode ? '…' : '...';
  const room = width - ellipsis.length;
  if (room < 0) return '';
  let text = '';
  let used = 0;
  let painted = false;
  for (const [index, piece] of row.split(SGR).entries()) {
    if (index % 2 === 1) {
      text += piece;
      painted = true;
      continue;
    }
    for (const cell of cellsOf(piece, unicode)) {
      if (used + cell.width > room) return `${text}${ellipsis}${painted ? RESET : ''}`;
      text += cell.text;
      used += cell.width;
    }
  }
  return text;
}

/** `left` at the left edge and `right` at the right one; where there is no room for both, `left` is cut. */
export function spread(
  left: Row,
  right: Row,
  {width, unicode}: {readonly width: number; readonly unicode: boolean},
): Row {
  if (right === '') return cut(left, width, unicode);
  const room = width - widthOf(right) - 2;
  if (room < 8) return cut(`${left}  ${right}`, width, unicode);
  const kept = cut(left, room, unicode);
  return `${kept}${' '.repeat(width - widthOf(kept) - widthOf(right))}${right}`;
}

/** Plain text broken into lines of at most `width` columns, at blanks where there are any. */
export function wrap(text: string, width: number): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => wrapLine(line, Math.max(8, width)));
}

const RESET = '\u001b[0m';

function plainWidth(text: string): number {
  return cellsOf(text, true).reduce((sum, cell) => sum + cell.width, 0);
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<= )/)) {
    if (plainWidth(current + word.trimEnd()) <= width) {
      current += word;
      continue;
    }
    if (current.trim() !== '') lines.push(current.trimEnd());
    current = '';
    for (const cell of cellsOf(word, true)) {
      if (plainWidth(current) + cell.width > width) {
        lines.push(current);
        current = '';
      }
      current += cell.text;
    }
  }
  return [...lines, current.trimEnd()];
}
