import {positionAt} from '../../text/source-file.ts';
import type {Span} from '../../text/span.ts';

/** Lines that begin with a place, `FILE:LINE:COLUMN`, their cells one below the other. */
export function placeRows(rows: readonly (readonly [Span, ...string[]])[]): readonly string[] {
  const cells = rows.map(([span, ...rest]) => [placeOf(span), ...rest]);
  const columns = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({length: columns}, (_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

function placeOf({file, start}: Span): string {
  const {line, column} = positionAt(file, start);
  return `${file.name}:${line}:${column}`;
}
