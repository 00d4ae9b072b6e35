import {endWord} from './command-end.ts';
import {addHole, type Cursor, lose, mustWait, sees} from './cursor.ts';
import {type Commands, commandList} from './state.ts';

const OPERATORS = ['<<<', '<<-', '&>>', '<<', '<&', '<>', '<(', '>>', '>&', '>|', '>(', '&>', '<', '>'];

/** Reads a redirection's operator; what follows it is the next word. */
export function readRedirection(cursor: Cursor, frame: Commands): boolean {
  if (mustWait(cursor, 3)) return false;
  const operator = OPERATORS.find((each) => sees(cursor, each)) ?? '';
  if (cursor.dialect === 'sh' && operator === '<<<') return lose(cursor, 'sh has no "<<<"');
  if (operator === '<(' || operator === '>(') return readProcess(cursor, frame, operator);
  if (!canRedirect(frame)) return lose(cursor, `"${operator}" is not expected here`);
  if (frame.word?.ways.length === 0 && /^(\d+|\{\w+\})$/.test(frame.word.bare)) frame.word = null;
  else endWord(cursor, frame);
  frame.back = frame.at;
  frame.at = operator === '<<' || operator === '<<-' ? 'delimiter' : operator.endsWith('&') ? 'descriptor' : 'target';
  frame.operator = operator;
  frame.tabs = operator === '<<-';
  cursor.at += operator.length;
  return true;
}

function canRedirect(frame: Commands): boolean {
  return frame.at === 'command' || frame.at === 'argument' || frame.at === 'end';
}

/** `<(…)` is a word made of commands. */
function readProcess(cursor: Cursor, frame: Commands, operator: string): boolean {
  const where = frame.at === 'argument' || frame.at === 'target' || frame.at === 'command';
  if (cursor.dialect === 'sh' || !where || frame.word !== null)
    return lose(cursor, `"${operator}" is not expected here`);
  addHole(cursor.state);
  cursor.state.frames.push(commandList(')', operator === '>(' ? frame.piped : frame.input));
  cursor.at += operator.length;
  return true;
}
