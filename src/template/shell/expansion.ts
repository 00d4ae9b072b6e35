import {addHole, type Cursor, lose, mustWait, open, sees} from './cursor.ts';
import {judgeVariable, refuseVariable} from './judge.ts';
import {refusals} from './refusals.ts';
import {commandList, type Place, type State} from './state.ts';

/** Reads what begins with `$` or a backtick. False: more text is needed. */
export function readExpansion(cursor: Cursor, quoted: boolean): boolean {
  const {state} = cursor;
  if (sees(cursor, '`')) {
    addHole(state);
    state.frames.push({kind: 'backtick'});
    cursor.at += 1;
    return true;
  }
  if (mustWait(cursor, 3)) return false;
  if (sees(cursor, '$((')) return begin(cursor, 3, {kind: 'arithmetic', depth: 0});
  if (sees(cursor, '$(')) return begin(cursor, 2, commandList(')', inputOf(state)));
  if (sees(cursor, '${')) return readBrace(cursor, quoted);
  if (sees(cursor, '$[')) return lose(cursor, '"$[" is an old form of arithmetic');
  if (!quoted && sees(cursor, "$'")) {
    if (cursor.dialect === 'sh') return lose(cursor, "$'…' means different things in different sh");
    open(state, {kind: 'ansi'});
    cursor.at += 2;
    return true;
  }
  if (!quoted && sees(cursor, '$"')) return lose(cursor, '$"…" is translated text');
  return readVariable(cursor);
}

/** What commands inside of a substitution may read: what is piped to those around it. */
function inputOf({frames}: State): readonly Place[] {
  const around = frames.findLast((frame) => frame.kind === 'commands');
  return around?.kind === 'commands' ? around.piped : [];
}

function begin(cursor: Cursor, length: number, frame: Parameters<typeof open>[1]): true {
  addHole(cursor.state);
  cursor.state.frames.push(frame);
  cursor.at += length;
  return true;
}

function readBrace(cursor: Cursor, quoted: boolean): boolean {
  const name = /^\$\{[#!]?([A-Za-z_]\w*|[0-9@*])/.exec(cursor.text.slice(cursor.at, cursor.at + 200));
  judgeEvaluated(cursor);
  addHole(cursor.state);
  if (name?.[1] !== undefined) judgeVariable(cursor, name[1]);
  cursor.state.frames.push({kind: 'brace', quoted});
  cursor.at += 2;
  if (sees(cursor, '#') || sees(cursor, '!')) cursor.at += 1;
  return true;
}

/** Looks at what the shell evaluates inside of `${ }`: `${!name}`, `${name@P}`, an index, where a part begins. */
function judgeEvaluated(cursor: Cursor): void {
  const rest = cursor.text.slice(cursor.at, cursor.at + 1000);
  const indirect = /^\$\{!(\w+)\}/.exec(rest)?.[1] ?? /^\$\{(\w+)@P\}/.exec(rest)?.[1];
  if (indirect !== undefined) refuseVariable(cursor, indirect, refusals.variable());
  const index = /^\$\{[#!]?\w+\[([^\]]*)\]/.exec(rest)?.[1] ?? /^\$\{\w+:([^-=?+}][^}]*)/.exec(rest)?.[1] ?? '';
  for (const [name] of index.matchAll(/[A-Za-z_]\w*/g)) refuseVariable(cursor, name, refusals.index());
}

function readVariable(cursor: Cursor): boolean {
  const found = /^\$([A-Za-z_]\w*|[0-9@*#?$!-])/.exec(cursor.text.slice(cursor.at, cursor.at + 1000));
  if (found === null) {
    addHole(cursor.state);
    cursor.at += 1;
    return true;
  }
  const [whole, name = ''] = found;
  if (!cursor.final && cursor.at + whole.length === cursor.text.length && /\w$/.test(whole)) return false;
  addHole(cursor.state);
  judgeVariable(cursor, name);
  cursor.at += whole.length;
  return true;
}
