import {positionAt} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';

/** The text of a span, its lines moved to the left as far as they go together. */
export function textOfSpan({file, start, end}: Span): string {
  const column = positionAt(file, start).column - 1;
  const [first = '', ...rest] = file.text.slice(start, end).trimEnd().split('\n');
  return [first, ...rest.map((line) => line.slice(Math.min(column, line.search(/\S|$/))))].join('\n');
}
