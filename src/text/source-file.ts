/** A text and the name people know it by. Offsets into it count UTF-16 units. */
export interface SourceFile {
  /** As shown in messages: relative to where the program was started. */
  readonly name: string;
  readonly text: string;
}

/** A place for people: both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line and column of `offset`. */
export function positionAt(file: SourceFile, offset: number): Position {
  const end = Math.max(0, Math.min(offset, file.text.length));
  const starts = lineStarts(file);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= end) low = middle;
    else high = middle - 1;
  }
  return {line: low + 1, column: end - (starts[low] ?? 0) + 1};
}

/** The text of the line numbered `line` (from 1), without its end. */
export function lineText(file: SourceFile, line: number): string {
  const starts = lineStarts(file);
  const start = starts[line - 1];
  if (start === undefined) return '';
  const end = starts[line] ?? file.text.length + 1;
  return file.text.slice(start, end - 1).replace(/\r$/, '');
}

const cache = new WeakMap<SourceFile, readonly number[]>();

function lineStarts(file: SourceFile): readonly number[] {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  cache.set(file, starts);
  return starts;
}
