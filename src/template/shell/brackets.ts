import {add, addHole, type Cursor, lose, mustWait, open, sees} from './cursor.ts';
import {readExpansion} from './expansion.ts';
import {judgeTest, judgeVariable} from './judge.ts';
import {type Frame, top} from './state.ts';

/** Reads inside `$(( ))` and `(( ))`. */
export function readArithmetic(cursor: Cursor): boolean {
  const frame = top(cursor.state) as Frame & {kind: 'arithmetic'};
  const char = cursor.text[cursor.at] ?? '';
  if (char === '$' || char === '`') return readExpansion(cursor, true);
  if ('"\'\\#'.includes(char)) return lose(cursor, `${char} inside of arithmetic`);
  if (char === ')' && frame.depth === 0) return endArithmetic(cursor);
  if (/[A-Za-z_]/.test(char)) return readName(cursor);
  frame.depth += char === '(' ? 1 : char === ')' ? -1 : 0;
  cursor.at += 1;
  return true;
}

function endArithmetic(cursor: Cursor): boolean {
  if (mustWait(cursor, 2)) return false;
  if (!sees(cursor, '))')) return lose(cursor, '"$((" that is not closed by "))"; write "$( (" for a subshell');
  cursor.state.frames.pop();
  cursor.at += 2;
  return true;
}

function readName(cursor: Cursor): boolean {
  const name = /^\w+/.exec(cursor.text.slice(cursor.at, cursor.at + 1000))?.[0] ?? '';
  if (mustWait(cursor, name.length + 1)) return false;
  judgeVariable(cursor, name);
  cursor.at += name.length;
  return true;
}

/** Reads inside `${ }`. */
export function readBrace(cursor: Cursor): boolean {
  const frame = top(cursor.state) as Frame & {kind: 'brace'};
  const char = cursor.text[cursor.at] ?? '';
  switch (char) {
    case '$':
    case '`':
      return readExpansion(cursor, frame.quoted);
    case '\\':
      if (mustWait(cursor, 2)) return false;
      cursor.at += 2;
      return true;
    case "'":
      if (frame.quoted) return lose(cursor, "' inside of a quoted ${…}");
      cursor.state.frames.push({kind: 'single'});
      break;
    case '"':
      cursor.state.frames.push({kind: 'double'});
      break;
    case '}':
      cursor.state.frames.pop();
      break;
    case '\n':
      return lose(cursor, 'a line ends inside of ${…}');
  }
  cursor.at += 1;
  return true;
}

/** Reads inside `[[ ]]`. */
export function readTest(cursor: Cursor): boolean {
  const frame = top(cursor.state) as Frame & {kind: 'test'};
  const char = cursor.text[cursor.at] ?? '';
  if (' \t\n'.includes(char)) {
    endTestWord(cursor, frame);
    cursor.at += 1;
    return true;
  }
  if (char === '#' && frame.word === null) return lose(cursor, 'a comment inside of [[ ]]');
  if ('<>()&|;'.includes(char)) {
    if (char === ';') return lose(cursor, '";" inside of [[ ]]');
    if ('()'.includes(char) && isPattern(frame)) add(cursor.state, char, false);
    else endTestWord(cursor, frame);
    cursor.at += 1;
    return true;
  }
  return readWordPart(cursor);
}

/** Right of `=~`, parentheses belong to the pattern. */
function isPattern(frame: Frame & {kind: 'test'}): boolean {
  return frame.word !== null || frame.words.at(-1)?.text === '=~';
}

function endTestWord(cursor: Cursor, frame: Frame & {kind: 'test'}): void {
  const {word} = frame;
  if (word === null) return;
  frame.word = null;
  if (word.bare === ']]') {
    judgeTest(cursor, frame.words);
    cursor.state.frames.pop();
  } else frame.words.push(word);
}

/** Reads inside `name=( )`. */
export function readArray(cursor: Cursor): boolean {
  const frame = top(cursor.state) as Frame & {kind: 'array'};
  const char = cursor.text[cursor.at] ?? '';
  if (' \t\n'.includes(char)) frame.word = null;
  else if (char === ')') {
    cursor.state.frames.pop();
    addHole(cursor.state);
  } else if (char === '#' && frame.word === null) cursor.state.frames.push({kind: 'comment'});
  else if ('<>(&|;'.includes(char)) return lose(cursor, `"${char}" inside of an array`);
  else return readWordPart(cursor);
  cursor.at += 1;
  return true;
}

/** Reads a quoted part, an expansion or a plain character of a word. */
export function readWordPart(cursor: Cursor): boolean {
  const {state} = cursor;
  const char = cursor.text[cursor.at] ?? '';
  switch (char) {
    case '$':
    case '`':
      return readExpansion(cursor, false);
    case "'":
      open(state, {kind: 'single'});
      break;
    case '"':
      open(state, {kind: 'double'});
      break;
    case '\\':
      if (mustWait(cursor, 2)) return false;
      if (!sees(cursor, '\\\n')) add(state, cursor.text[cursor.at + 1] ?? '\\', true);
      cursor.at += 2;
      return true;
    default:
      add(state, char, false);
  }
  cursor.at += 1;
  return true;
}
