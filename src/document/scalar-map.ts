/** Where each UTF-16 unit of a scalar's text was written; offsets count from the start of the scalar's source. */
export interface ScalarMap {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Maps the text of a scalar to its source: through quotes, escapes, folding and indentation.
 * Undefined if the two do not belong together.
 */
export function mapScalar(source: string, text: string): ScalarMap | undefined {
  const first = source[0];
  const writer =
    first === '|' || first === '>'
      ? alignBlock(source, text)
      : decodeFlow(source, first === "'" || first === '"' ? first : '');
  return writer?.text === text ? writer : undefined;
}

interface Writer extends ScalarMap {
  readonly starts: number[];
  readonly ends: number[];
  text: string;
}

function write(writer: Writer, text: string, [start, end]: readonly [number, number]): void {
  writer.text += text;
  for (let unit = 0; unit < text.length; unit += 1) {
    writer.starts.push(start);
    writer.ends.push(end);
  }
}

/** Decodes a plain or quoted scalar (YAML 1.2, sections 7.3 and 6.5). */
function decodeFlow(source: string, quote: string): Writer {
  const writer: Writer = {starts: [], ends: [], text: ''};
  const end = source.length - quote.length;
  let at = quote.length;
  const inside = {source: source.slice(0, end), quote};
  while (at < end) at = decodeUnit(writer, inside, at);
  return writer;
}

function decodeUnit(
  writer: Writer,
  {source, quote}: {readonly source: string; readonly quote: string},
  at: number,
): number {
  const blank = matchAt(/[ \t\r\n]+/y, source, at);
  if (blank !== '') return decodeBlank(writer, blank, at);
  if (quote === '"' && source[at] === '\\') return decodeEscape(writer, source, at);
  const next = quote === "'" && source.startsWith("''", at) ? at + 2 : at + 1;
  write(writer, source[at] ?? '', [at, next]);
  return next;
}

/** Blanks around line breaks fold: one break is a space, more are one break less. */
function decodeBlank(writer: Writer, blank: string, at: number): number {
  const breaks = blank.split('\n').length - 1;
  if (breaks === 0) for (let i = 0; i < blank.length; i += 1) write(writer, blank[i] ?? '', [at + i, at + i + 1]);
  else write(writer, breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), [at, at + blank.length]);
  return at + blank.length;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

function decodeEscape(writer: Writer, source: string, at: number): number {
  const continuation = matchAt(/\\\r?\n[ \t]*/y, source, at);
  if (continuation !== '') return at + continuation.length;
  const code = matchAt(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/y, source, at);
  if (code !== '') {
    const point = Number.parseInt(code.slice(2), 16);
    write(writer, point <= 0x10ffff ? String.fromCodePoint(point) : '', [at, at + code.length]);
    return at + code.length;
  }
  const letter = source[at + 1] ?? '';
  write(writer, ESCAPES[letter] ?? letter, [at, at + 2]);
  return at + 2;
}

/** Finds the lines of a block scalar again in its text; what lies between two of them came from line breaks. */
function alignBlock(source: string, text: string): Writer | undefined {
  const writer: Writer = {starts: [], ends: [], text: ''};
  let breaks: number[] = [];
  let lineStart = source.indexOf('\n') + 1 || source.length;
  while (lineStart < source.length) {
    const newline = source.indexOf('\n', lineStart);
    const lineEnd = newline === -1 ? source.length : newline;
    const line = source.slice(lineStart, lineEnd).replace(/\r$/, '');
    const content = line.trimStart() === '' ? '' : line.replace(/^ +/, '');
    if (content !== '') {
      const contentStart = lineStart + line.length - content.length;
      const found = text.indexOf(content, writer.text.length);
      if (found === -1) return undefined;
      writeSeparator(writer, text.slice(writer.text.length, found), {breaks, contentStart});
      for (let i = 0; i < content.length; i += 1)
        write(writer, content[i] ?? '', [contentStart + i, contentStart + i + 1]);
      breaks = [];
    }
    breaks.push(lineEnd);
    lineStart = lineEnd + 1;
  }
  writeSeparator(writer, text.slice(writer.text.length), {breaks, contentStart: source.length});
  return writer;
}

function writeSeparator(
  writer: Writer,
  separator: string,
  at: {readonly breaks: readonly number[]; readonly contentStart: number},
): void {
  const indent = at.breaks.length > 0 && !separator.includes('\n') ? '' : (/ *$/.exec(separator)?.[0] ?? '');
  let next = 0;
  for (const unit of separator.slice(0, separator.length - indent.length)) {
    const place = at.breaks[Math.min(next, at.breaks.length - 1)] ?? at.contentStart;
    write(writer, unit, [place, Math.max(place, Math.min(place + 1, at.contentStart))]);
    if (unit === '\n') next += 1;
  }
  const start = at.contentStart - indent.length;
  for (let i = 0; i < indent.length; i += 1) write(writer, ' ', [start + i, start + i + 1]);
}

function matchAt(sticky: RegExp, source: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(source)?.[0] ?? '';
}
