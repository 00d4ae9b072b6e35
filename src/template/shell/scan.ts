import {readArithmetic, readArray, readBrace, readTest} from './brackets.ts';
import {readCommands} from './commands.ts';
import {type Cursor, lose} from './cursor.ts';
import {readAnsi, readBacktick, readComment, readDouble, readHeredoc, readSingle} from './quotes.ts';
import {type Frame, top} from './state.ts';

type Reader = (cursor: Cursor) => boolean;

const READERS: Readonly<Record<Frame['kind'], Reader>> = {
  commands: readCommands,
  single: readSingle,
  ansi: readAnsi,
  double: readDouble,
  backtick: readBacktick,
  comment: readComment,
  arithmetic: readArithmetic,
  brace: readBrace,
  test: readTest,
  array: readArray,
  heredoc: readHeredoc,
};

/** Levels of brackets, substitutions and quotes: each value is judged by all that is around it. */
const DEPTH = 64;

/** Reads a stretch of a script; what only means something with what follows is left in the state's `carry`. */
export function scan(cursor: Cursor): void {
  const {state} = cursor;
  while (cursor.at < cursor.text.length && state.lost === null) {
    const {at} = cursor;
    const {kind} = top(state);
    const depth = state.frames.length;
    if (depth > DEPTH) {
      lose(cursor, 'how deeply it is nested');
      break;
    }
    if (!READERS[kind](cursor)) break;
    if (cursor.at === at && state.frames.length === depth) throw new Error(`the shell scanner hangs in ${kind}`);
  }
  state.carry = state.lost === null ? cursor.text.slice(cursor.at) : '';
}
