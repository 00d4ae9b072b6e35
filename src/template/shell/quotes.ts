import {add, type Cursor, mustWait, sees} from './cursor.ts';
import {readExpansion} from './expansion.ts';
import {type Frame, top} from './state.ts';

/** Reads inside `'…'`. */
export function readSingle(cursor: Cursor): boolean {
  return readUntil(cursor, "'", () => cursor.text.length);
}

/** Reads inside `$'…'`. */
export function readAnsi(cursor: Cursor): boolean {
  if (sees(cursor, '\\')) {
    if (mustWait(cursor, 2)) return false;
    add(cursor.state, cursor.text[cursor.at + 1] ?? '\\', true);
    cursor.at += 2;
    return true;
  }
  return readUntil(cursor, "'", () => indexOf(cursor, '\\'));
}

/** Reads inside `"…"`. */
export function readDouble(cursor: Cursor): boolean {
  const char = cursor.text[cursor.at];
  if (char === '"') {
    cursor.state.frames.pop();
    cursor.at += 1;
    return true;
  }
  if (char === '$' || char === '`') return readExpansion(cursor, true);
  if (char === '\\') return readEscape(cursor);
  add(cursor.state, char ?? '', true);
  cursor.at += 1;
  return true;
}

/** Reads a backslash with what it escapes, where only some characters can be escaped. */
function readEscape(cursor: Cursor): boolean {
  if (mustWait(cursor, 2)) return false;
  const escaped = cursor.text[cursor.at + 1] ?? '';
  if (escaped !== '\n') {
    if (!'$`"\\'.includes(escaped)) add(cursor.state, '\\', true);
    add(cursor.state, escaped, true);
  }
  cursor.at += escaped === '' ? 1 : 2;
  return true;
}

/** Reads inside backticks, where nothing is let in. */
export function readBacktick(cursor: Cursor): boolean {
  if (sees(cursor, '\\')) {
    if (mustWait(cursor, 2)) return false;
    cursor.at += 2;
    return true;
  }
  if (sees(cursor, '`')) cursor.state.frames.pop();
  cursor.at += 1;
  return true;
}

/** Reads a comment, up to the end of its line. */
export function readComment(cursor: Cursor): boolean {
  const end = cursor.text.indexOf('\n', cursor.at);
  if (end !== -1) cursor.state.frames.pop();
  cursor.at = end === -1 ? cursor.text.length : end;
  return true;
}

/** Reads the body of a here-document. */
export function readHeredoc(cursor: Cursor): boolean {
  const frame = top(cursor.state) as Heredoc;
  const char = cursor.text[cursor.at] ?? '';
  if (char === '\n') return endHeredocLine(cursor, frame);
  if (frame.expands && '$`\\'.includes(char)) {
    const isRead = char === '\\' ? skipEscape(cursor) : readExpansion(cursor, true);
    if (isRead) frame.line = null;
    return isRead;
  }
  if (frame.line !== null) frame.line += char;
  cursor.at += 1;
  return true;
}

type Heredoc = Frame & {kind: 'heredoc'};

function endHeredocLine(cursor: Cursor, frame: Heredoc): true {
  const line = frame.tabs ? frame.line?.replace(/^\t+/, '') : frame.line;
  frame.line = '';
  cursor.at += 1;
  if (line === frame.delimiter) cursor.state.frames.pop();
  return true;
}

function skipEscape(cursor: Cursor): boolean {
  if (mustWait(cursor, 2)) return false;
  cursor.at += 2;
  return true;
}

function readUntil(cursor: Cursor, close: string, limit: () => number): boolean {
  const end = Math.min(indexOf(cursor, close), limit());
  for (const char of cursor.text.slice(cursor.at, end)) add(cursor.state, char, true);
  if (cursor.text[end] === close) {
    cursor.state.frames.pop();
    cursor.at = end + 1;
  } else cursor.at = end;
  return true;
}

function indexOf(cursor: Cursor, part: string): number {
  const found = cursor.text.indexOf(part, cursor.at);
  return found === -1 ? cursor.text.length : found;
}
