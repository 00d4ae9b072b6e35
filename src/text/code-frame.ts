import type {Diagnostic} from './diagnostic.ts';
import {type Mark, type MarkedFile, marksOf} from './marks.ts';
import {type Paint, painter} from './paint.ts';
import {lineText, positionAt} from './source-file.ts';
import {type Cell, cellsOf, visibleText} from './visible.ts';

/** How a finding is printed. */
export interface FrameStyle {
  readonly color: boolean;
  readonly unicode: boolean;
  /** Columns of the terminal; 120 if unknown. */
  readonly width?: number;
}

/**
 * A finding for people: what is wrong, the lines it is about with the place underlined, and what to do.
 * Several lines without a last line break. Nothing of the user's text reaches the terminal as a control character.
 */
export function formatDiagnostic(diagnostic: Diagnostic, style: FrameStyle): string {
  const {severity, rule, span} = diagnostic;
  const paint = painter(style.color);
  const shown = (text: string) => visibleText(text, style.unicode);
  const head = `${paint(severity, `${severity}[${rule}]`)}${paint('strong', `: ${headline(shown(diagnostic.message))}`)}`;
  const files = span === undefined ? [] : marksOf({...diagnostic, span});
  const gutter = Math.max(1, ...files.flatMap(({marks}) => marks.map(({line}) => String(line).length)));
  const frame: Frame = {paint, severity, gutter, style, signs: style.unicode ? UNICODE : ASCII, shown};
  return [head, ...files.flatMap((file, index) => fileLines(frame, file, index)), ...helpLines(frame, diagnostic)].join(
    '\n',
  );
}

/** A message that quotes a long text keeps its beginning and its end. */
function headline(message: string): string {
  return message.length <= 400 ? message : `${message.slice(0, 200)} … ${message.slice(-180)}`;
}

interface Frame {
  readonly paint: Paint;
  readonly severity: Diagnostic['severity'];
  readonly gutter: number;
  readonly style: FrameStyle;
  readonly signs: typeof UNICODE;
  readonly shown: (text: string) => string;
}

const UNICODE = {top: '╭─', next: '├─', bar: '│', gap: '⋮', end: '╰─', cut: '…'};
const ASCII: typeof UNICODE = {top: '-->', next: '-->', bar: '|', gap: ':', end: '=', cut: '...'};

function fileLines(frame: Frame, marked: MarkedFile, index: number): readonly string[] {
  const {line, column} = positionAt(marked.file, marked.first.start);
  const head = index === 0 ? frame.signs.top : frame.signs.next;
  const lines = [
    `${margin(frame, head)} ${frame.shown(marked.file.name)}:${line}:${column}`,
    margin(frame, frame.signs.bar),
  ];
  let last: number | undefined;
  for (const [number, marks] of Map.groupBy(marked.marks, (mark) => mark.line)) {
    // One hidden line takes no more room than the sign for it.
    if (last !== undefined && number === last + 2)
      lines.push(...sourceLines(frame, marked, {number: last + 1, marks: []}));
    else if (last !== undefined && number > last + 2) lines.push(margin(frame, frame.signs.gap));
    lines.push(...sourceLines(frame, marked, {number, marks}));
    last = number;
  }
  return lines;
}

function sourceLines(
  frame: Frame,
  {file}: MarkedFile,
  {number, marks}: {readonly number: number; readonly marks: readonly Mark[]},
): readonly string[] {
  const cells = cellsOf(lineText(file, number), frame.style.unicode);
  const view = windowOn(frame, cells, marks);
  const label = frame.paint('frame', `${String(number).padStart(frame.gutter)} ${frame.signs.bar}`);
  const lines = [`${label} ${view.text}`.trimEnd()];
  for (const mark of marks) {
    const start = columnOf(cells, mark.start) - view.skipped;
    const columns = Math.min(columnOf(cells, mark.end) - view.skipped, roomOf(frame)) - start;
    // A place that the window leaves out is not drawn; the first place of a line always is inside.
    if (start < roomOf(frame))
      lines.push(`${margin(frame, frame.signs.bar)} ${underline(frame, mark, {start, columns})}`);
  }
  return lines;
}

function underline(
  frame: Frame,
  mark: Mark,
  {start, columns}: {readonly start: number; readonly columns: number},
): string {
  const signs = (mark.primary ? '^' : '-').repeat(Math.max(1, columns));
  const label = mark.label === '' ? '' : ` ${frame.shown(mark.label)}`;
  return `${' '.repeat(start)}${frame.paint(mark.primary ? frame.severity : 'related', `${signs}${label}`)}`;
}

/** The part of a long line that shows where its first mark begins, and how many columns are left out before it. */
function windowOn(
  frame: Frame,
  cells: readonly Cell[],
  marks: readonly Mark[],
): {readonly text: string; readonly skipped: number} {
  const room = roomOf(frame);
  const width = cells.reduce((sum, cell) => sum + cell.width, 0);
  if (width <= room) return {text: textBetween(cells, 0, width), skipped: 0};
  const {cut} = frame.signs;
  const start = Math.min(...marks.map((mark) => columnOf(cells, mark.start)));
  const end = Math.max(...marks.map((mark) => columnOf(cells, mark.end)));
  const before = Math.floor(room / 4);
  if (marks.length === 0 || end <= room - cut.length || start <= before) {
    return {text: textBetween(cells, 0, room - cut.length) + cut, skipped: 0};
  }
  const from = Math.min(start - before, width - room + cut.length);
  const to = from + room - 2 * cut.length;
  const isLast = to + cut.length >= width;
  const text = textBetween(cells, from, isLast ? width : to);
  return {text: `${cut}${text}${isLast ? '' : cut}`, skipped: from - cut.length};
}

/** The cells whole within the columns, filled up where a wide one is cut through. */
function textBetween(cells: readonly Cell[], from: number, to: number): string {
  let text = '';
  let column = 0;
  for (const cell of cells) {
    const next = column + cell.width;
    if (column >= from && next <= to) text += cell.text;
    else if (next > from && column < from) text += ' '.repeat(next - from);
    column = next;
  }
  return text;
}

function columnOf(cells: readonly Cell[], unit: number): number {
  let column = 0;
  for (const cell of cells) {
    if (cell.end > unit) return column;
    column += cell.width;
  }
  const last = cells.at(-1)?.end ?? 0;
  return column + Math.max(0, unit - last);
}

function helpLines(frame: Frame, {help, label, replacement}: Diagnostic): readonly string[] {
  const written = replacement !== undefined && label === undefined && !replacement.includes('\n');
  const advice = help ?? (written ? `write ${replacement}` : undefined);
  if (advice === undefined) return [];
  const lines = advice.split('\n').flatMap((line) => wrap(frame.shown(line), roomOf(frame) - frame.signs.end.length));
  const indent = ' '.repeat(frame.gutter + frame.signs.end.length + 2);
  return lines.map((line, index) =>
    index === 0 ? `${margin(frame, frame.signs.end)} ${frame.paint('help', line)}` : indent + frame.paint('help', line),
  );
}

function wrap(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function margin(frame: Frame, sign: string): string {
  return `${' '.repeat(frame.gutter + 1)}${frame.paint('frame', sign)}`;
}

function roomOf(frame: Frame): number {
  return Math.max(20, (frame.style.width ?? 120) - frame.gutter - 3);
}
