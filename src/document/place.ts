import {lineText, positionAt, type SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';

/** Where the library saw the error, and the line it is in. */
export interface Place extends Span {
  readonly line: number;
  readonly lineStart: number;
  readonly lineText: string;
}

/** The line that `offset` is in. */
export function lineAt(file: SourceFile, offset: number): Pick<Place, 'line' | 'lineStart' | 'lineText'> {
  const {line, column} = positionAt(file, offset);
  return {line, lineStart: Math.min(offset, file.text.length) - column + 1, lineText: lineText(file, line)};
}
