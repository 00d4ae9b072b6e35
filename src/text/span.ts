import type {SourceFile} from './source-file.ts';

/** A stretch of a file's text, `end` exclusive; offsets in UTF-16 units. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}
