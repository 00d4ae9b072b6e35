import {runsComputed} from './computed.ts';
import {type Cursor, lose} from './cursor.ts';
import {judgeCommand} from './judge.ts';
import {baseName, programOf} from './programs.ts';
import {refusals} from './refusals.ts';
import type {Commands, Expecting, Place, Word} from './state.ts';
import {assignedName, declaredIntegers, isAssignment, isDeclaration} from './variables.ts';
import {withWord} from './ways.ts';

/** Ends the word that is being read, if one is. */
export function endWord(cursor: Cursor, frame: Commands): void {
  const {word} = frame;
  if (word === null) return;
  frame.word = null;
  switch (frame.at) {
    case 'command':
      endFirstWord(cursor, frame, word);
      break;
    case 'argument':
      frame.variants = withWord(frame.variants, word);
      if (frame.variants.length > MOST) lose(cursor, 'the many ways through its blocks');
      if (frame.variants.flat().length > MOST_WORDS) lose(cursor, 'the many words of the command');
      break;
    case 'target':
      frame.redirected ||= frame.operator.startsWith('<');
      frame.piped.push(...fedBy(frame.operator, word));
      frame.at = frame.back;
      break;
    case 'descriptor':
      frame.at = frame.back;
      break;
    case 'delimiter':
      endDelimiter(cursor, frame, word);
      break;
    case 'variable':
      frame.at = 'in';
      frame.loop = word.text;
      break;
    case 'function':
      frame.at = 'command';
      break;
    case 'words':
      taint(cursor, frame.loop, word);
      break;
    default:
      endKeyword(cursor, frame, word);
  }
}

/** The values that a command reads from what it is redirected to: a here-string, or the output of other commands. */
function fedBy(operator: string, word: Word): readonly Place[] {
  if (operator === '<<<') return word.values;
  return operator === '<' ? word.values.filter(({nested}) => nested === true) : [];
}

/** How many commands are looked at that blocks make of one. */
const MOST = 256;

/** How many words of a command are looked at, on all ways together: each value is judged by all before it. */
const MOST_WORDS = 500;

const UNFINISHED = new Set<Expecting>(['target', 'descriptor', 'delimiter', 'case-word', 'case-in']);

/** Ends a command at `separator`. */
export function endCommand(cursor: Cursor, frame: Commands, separator: string): void {
  const atEnd = frame.at === 'end';
  endWord(cursor, frame);
  if (UNFINISHED.has(frame.at)) lose(cursor, `"${separator}" that comes too early`);
  for (const words of frame.variants) judgeVariant(cursor, frame, words);
  if (separator === '|') {
    const values = frame.variants.flat().flatMap((word) => word.values);
    frame.piped = [...frame.piped, ...values, ...(atEnd ? frame.seen : [])];
  } else endPipeline(frame);
  frame.open = separator === '|';
  frame.redirected = false;
  frame.variants = [[]];
  frame.at = 'command';
}

function judgeVariant(cursor: Cursor, frame: Commands, words: readonly Word[]): void {
  judgeCommand(cursor, words);
  const computed = runsComputed(words, {given: frame.open || frame.redirected || frame.heredocs.length > 0});
  if (computed !== undefined) cursor.computes(computed);
  cursor.state.integers.push(...declaredIntegers(words));
  if (isDeclaration(baseName(words[0]) ?? '')) for (const word of words) taint(cursor, assignedName(word), word);
  if (baseName(words[0]) === 'set') for (const word of words) for (const name of POSITIONAL) taint(cursor, name, word);
  const program = programOf(words);
  if (program === undefined) return;
  frame.program ??= program;
  const {refused, help} = refusals.piped(program);
  for (const place of frame.piped) cursor.refuse(place, refused, help);
}

/** What `set --` assigns to. */
const POSITIONAL = ['@', '*', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function endPipeline(frame: Commands): void {
  for (const heredoc of frame.heredocs) heredoc.program ??= frame.program;
  frame.piped = [...frame.input];
  frame.program = null;
}

const AFTER: Readonly<Record<string, Expecting>> = {
  if: 'command',
  then: 'command',
  elif: 'command',
  else: 'command',
  while: 'command',
  until: 'command',
  do: 'command',
  '{': 'command',
  '!': 'command',
  time: 'command',
  fi: 'end',
  done: 'end',
  '}': 'end',
  for: 'variable',
  select: 'variable',
  case: 'case-word',
  function: 'function',
};

function endFirstWord(cursor: Cursor, frame: Commands, word: Word): void {
  if (isAssignment(word)) {
    taint(cursor, assignedName(word), word);
    return;
  }
  if (!word.quoted && word.values.length === 0 && endReserved(cursor, frame, word.text)) return;
  for (const words of frame.variants) words.push(word);
  frame.at = 'argument';
}

/** Notes that a variable holds a value of the template. */
function taint(cursor: Cursor, name: string | undefined, word: Word): void {
  const place = word.values.find((value) => !value.int && value.nested !== true);
  if (name !== undefined && place !== undefined) cursor.state.tainted[name] = place;
}

/** Whether `text` is a reserved word, which was then dealt with. */
function endReserved(cursor: Cursor, frame: Commands, text: string): boolean {
  if (text === '[[') {
    if (cursor.dialect === 'sh') return lose(cursor, 'sh has no "[["');
    frame.at = 'end';
    cursor.state.frames.push({kind: 'test', word: null, words: []});
    return true;
  }
  if (text === 'esac') {
    if (frame.cases === 0) return lose(cursor, 'esac without case');
    frame.cases -= 1;
    frame.at = 'end';
    return true;
  }
  if (text === 'coproc' || text === 'in' || (text === 'function' && cursor.dialect === 'sh'))
    return lose(cursor, `"${text}"`);
  const next = Object.hasOwn(AFTER, text) ? AFTER[text] : undefined;
  if (next === undefined) return false;
  frame.at = next;
  return true;
}

function endKeyword(cursor: Cursor, frame: Commands, word: Word): void {
  switch (frame.at) {
    case 'in':
      if (word.bare === 'in') frame.at = 'words';
      else if (word.bare === 'do') frame.at = 'command';
      else lose(cursor, `"${word.text}" after for`);
      break;
    case 'case-word':
      frame.at = 'case-in';
      break;
    case 'case-in':
      if (word.bare !== 'in') lose(cursor, `"${word.text}" after case`);
      frame.cases += 1;
      frame.at = 'pattern';
      break;
    case 'pattern':
      if (word.bare === 'esac') {
        frame.cases -= 1;
        frame.at = 'end';
      }
      break;
    case 'end':
      if (word.quoted || !endReserved(cursor, frame, word.text)) lose(cursor, `"${word.text}" is not expected here`);
      break;
  }
}

function endDelimiter(cursor: Cursor, frame: Commands, word: Word): void {
  frame.at = frame.back;
  if (word.text.includes('\uFFFC')) lose(cursor, 'a here-document whose end is computed');
  frame.heredocs.push({delimiter: word.text, expands: !word.quoted, tabs: frame.tabs, program: null});
}
