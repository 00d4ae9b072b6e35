import {readWordPart} from './brackets.ts';
import {endCommand, endWord} from './command-end.ts';
import {type Cursor, lose, mustWait, sees} from './cursor.ts';
import {readRedirection} from './redirection.ts';
import {type Commands, commandList, top} from './state.ts';

/** Reads in a list of commands, outside of quotes. */
export function readCommands(cursor: Cursor): boolean {
  const frame = top(cursor.state) as Commands;
  const char = cursor.text[cursor.at] ?? '';
  switch (char) {
    case ' ':
    case '\t':
      endWord(cursor, frame);
      return advance(cursor, 1);
    case '\n':
      return readNewline(cursor, frame);
    case '#':
      if (frame.word !== null) return readWordPart(cursor);
      cursor.state.frames.push({kind: 'comment'});
      return advance(cursor, 1);
    case ';':
    case '&':
    case '|':
      return readOperator(cursor, frame);
    case '(':
      return readOpening(cursor, frame);
    case ')':
      return readClosing(cursor, frame);
    case '<':
    case '>':
      return readRedirection(cursor, frame);
    default:
      return readWordPart(cursor);
  }
}

function advance(cursor: Cursor, count: number): true {
  cursor.at += count;
  return true;
}

function readNewline(cursor: Cursor, frame: Commands): boolean {
  const wasOpen = frame.open && frame.word === null && frame.at === 'command';
  const goesOn = ['pattern', 'case-word', 'case-in', 'variable', 'in'].includes(frame.at);
  if (goesOn) endWord(cursor, frame);
  if (!wasOpen && (!goesOn || frame.at === 'end')) endCommand(cursor, frame, '\n');
  for (const {delimiter, expands, tabs, program} of [...frame.heredocs].reverse()) {
    cursor.state.frames.push({kind: 'heredoc', delimiter, expands, tabs, program, line: '', open: wasOpen});
  }
  frame.heredocs = [];
  return advance(cursor, 1);
}

function readOperator(cursor: Cursor, frame: Commands): boolean {
  if (mustWait(cursor, 3)) return false;
  const operator = OPERATORS.find((each) => sees(cursor, each)) ?? '';
  if (cursor.dialect === 'sh' && NOT_IN_SH.has(operator)) return lose(cursor, `"${operator}" is not known to every sh`);
  if (operator.startsWith('&>')) return readRedirection(cursor, frame);
  if (frame.at === 'pattern' && operator === '|') endWord(cursor, frame);
  else if (operator.startsWith(';') && operator.length > 1) {
    endCommand(cursor, frame, ';');
    if (frame.cases === 0) return lose(cursor, `"${operator}" outside of case`);
    frame.at = 'pattern';
  } else endCommand(cursor, frame, operator === '|&' ? '|' : operator);
  return advance(cursor, operator.length);
}

const OPERATORS = [';;&', '&>>', ';;', ';&', '&&', '&>', '||', '|&', ';', '&', '|'];
const NOT_IN_SH = new Set([';;&', ';&', '&>', '&>>', '|&']);

function readOpening(cursor: Cursor, frame: Commands): boolean {
  if (mustWait(cursor, 2)) return false;
  if (frame.at === 'pattern' && frame.word === null) return advance(cursor, 1);
  if (frame.word !== null) return readAfterWord(cursor, frame);
  const isLoop = frame.at === 'variable';
  if (frame.at !== 'command' && !isLoop) return lose(cursor, '"(" in the middle of a command');
  if (sees(cursor, '((')) {
    if (cursor.dialect === 'sh') return lose(cursor, '"((" means different things in different sh');
    frame.at = isLoop ? 'words' : 'end';
    cursor.state.frames.push({kind: 'arithmetic', depth: 0});
    return advance(cursor, 2);
  }
  if (isLoop) return lose(cursor, '"(" after for');
  frame.at = 'end';
  cursor.state.frames.push(commandList(')', frame.piped));
  return advance(cursor, 1);
}

/** `name=(` is an array, `name()` a function; anything else is not understood. */
function readAfterWord(cursor: Cursor, frame: Commands): boolean {
  const word = frame.word;
  if (word === null) return false;
  const canAssign = frame.at === 'command' || frame.at === 'argument';
  if (word.ways.length > 0) return lose(cursor, `"(" right after "${word.text}"`);
  if (canAssign && /^[A-Za-z_]\w*\+?=$/.test(word.bare)) {
    if (cursor.dialect === 'sh') return lose(cursor, 'sh has no arrays');
    cursor.state.frames.push({kind: 'array', word: null});
    return advance(cursor, 1);
  }
  const isName = (frame.at === 'command' || frame.at === 'function') && /^[\w.:-]+$/.test(word.bare);
  if (!isName || !sees(cursor, '()')) return lose(cursor, `"(" right after "${word.text}"`);
  frame.word = null;
  frame.at = 'command';
  return advance(cursor, 2);
}

function readClosing(cursor: Cursor, frame: Commands): boolean {
  if (frame.at === 'pattern') {
    endWord(cursor, frame);
    if (frame.at !== 'pattern') return lose(cursor, '")" after esac');
    frame.at = 'command';
    frame.variants = [[]];
    return advance(cursor, 1);
  }
  if (frame.close !== ')' || frame.cases > 0) return lose(cursor, '")" that closes nothing');
  endCommand(cursor, frame, ')');
  if (frame.heredocs.length > 0) return lose(cursor, 'a here-document that has no body');
  cursor.state.frames.pop();
  return advance(cursor, 1);
}
