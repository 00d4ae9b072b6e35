import type {Diagnostic} from './diagnostic.ts';
import {lineText, positionAt, type SourceFile} from './source-file.ts';
import type {Span} from './span.ts';

/** A stretch of one line to underline; columns count UTF-16 units from 0. */
export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly primary: boolean;
  readonly label: string;
}

/** The marks of one file of a finding, in the order of the lines, the primary one first in its line. */
export interface MarkedFile {
  readonly file: SourceFile;
  /** What the frame of this file is headed with. */
  readonly first: Span;
  readonly marks: readonly Mark[];
}

/** What to underline for `diagnostic`, file by file, its own place first. */
export function marksOf(diagnostic: Diagnostic & {readonly span: Span}): readonly MarkedFile[] {
  const places = [
    {span: diagnostic.span, label: diagnostic.label ?? '', primary: true},
    ...(diagnostic.related ?? []).map((related) => ({...related, primary: false})),
  ];
  const byFile = Map.groupBy(places, ({span}) => span.file);
  return Array.from(byFile, ([file, inFile]) => ({
    file,
    first: inFile[0]?.span ?? diagnostic.span,
    marks: inFile
      .flatMap(({span, label, primary}) =>
        spanMarks(span).map((mark, index, all) => ({
          ...mark,
          primary,
          label: index === all.length - 1 ? label : '',
        })),
      )
      .toSorted((a, b) => a.line - b.line || Number(b.primary) - Number(a.primary) || a.start - b.start),
  }));
}

/** At most three lines are underlined whole; of more, the first and the last. */
const MOST_LINES = 3;

function spanMarks(span: Span): readonly Omit<Mark, 'primary' | 'label'>[] {
  const text = span.file.text.slice(span.start, span.end);
  const written = text.includes('\n') ? text.trimEnd().length : text.length;
  const from = positionAt(span.file, span.start);
  const to = positionAt(span.file, span.start + written);
  if (from.line === to.line) return [{line: from.line, start: from.column - 1, end: to.column - 1}];
  const lines = Array.from({length: to.line - from.line + 1}, (_, index) => from.line + index);
  const shown = lines.length <= MOST_LINES ? lines : [from.line, to.line];
  return shown.flatMap((line) => {
    const whole = lineText(span.file, line);
    const start = line === from.line ? from.column - 1 : whole.search(/\S|$/);
    const end = line === to.line ? to.column - 1 : whole.trimEnd().length;
    return whole.trim() === '' ? [] : [{line, start, end}];
  });
}
