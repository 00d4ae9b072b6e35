import {argumentRefusal} from './arguments.ts';
import type {Cursor} from './cursor.ts';
import type {Dialect} from './dialect.ts';
import {type Refused, refusals} from './refusals.ts';
import {type Commands, type Expecting, emptyWord, type Frame, type Place, type State, type Word} from './state.ts';
import {assignmentRefusal, isAssignment} from './variables.ts';
import {waysOf} from './ways.ts';
import {started} from './wrappers.ts';

/** Why a value may not stand at the end of what was read, if it may not. All that is around it is asked. */
export function placeRefusal(state: State, place: Place, dialect: Dialect): Refused | undefined {
  let nested = false;
  let apart = false;
  for (const frame of [...state.frames].reverse()) {
    if (frame.kind === 'comment') return undefined;
    const isBehind = apart && frame.kind === 'commands' && frame.word === null;
    const refused = isBehind ? undefined : frameRefusal(frame, {...place, nested}, {state, dialect});
    if (refused !== undefined) return refused;
    apart = APART.has(frame.kind);
    nested ||= frame.kind === 'commands';
  }
  return undefined;
}

/** What stands in a list of commands without being part of a word. */
const APART = new Set<Frame['kind']>(['heredoc', 'test', 'arithmetic', 'commands']);

interface Around {
  readonly state: State;
  readonly dialect: Dialect;
}

function frameRefusal(frame: Frame, place: Place, around: Around): Refused | undefined {
  switch (frame.kind) {
    case 'backtick':
      return refusals.backtick();
    case 'brace':
      return refusals.brace();
    case 'arithmetic':
      return place.int && place.nested !== true ? undefined : refusals.arithmetic();
    case 'heredoc':
      if (frame.program !== null) return refusals.runHeredoc(frame.program);
      return frame.expands ? undefined : refusals.quotedHeredoc(frame.delimiter);
    case 'commands':
      return commandsRefusal(frame, place, around);
    case 'test':
      return testWordRefusal(frame, place, around.dialect);
    case 'array':
      return shapeRefusal(frame.word ?? emptyWord(), around.dialect) ?? indexRefusal(frame.word);
    default:
      return undefined;
  }
}

function commandsRefusal(frame: Commands, place: Place, around: Around): Refused | undefined {
  return firstOf(waysOf(frame.word ?? emptyWord()), (word) => wordRefusal(frame, word, {...around, place}));
}

/** The first refusal that one of `items` gives. */
function firstOf<T>(items: readonly T[], refusalOf: (item: T) => Refused | undefined): Refused | undefined {
  for (const item of items) {
    const refused = refusalOf(item);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function wordRefusal(
  frame: Commands,
  word: Word,
  {state, dialect, place}: Around & {readonly place: Place},
): Refused | undefined {
  switch (frame.at) {
    case 'command':
      if (!isAssignment(word)) return word.text.includes('[') ? refusals.index() : refusals.command();
      return shapeRefusal(word, dialect) ?? assignmentRefusal(word, place, state.integers);
    case 'argument':
      return shapeRefusal(word, dialect) ?? firstRefusal(frame, word, place);
    case 'target':
    case 'words':
    case 'case-word':
    case 'pattern':
      return shapeRefusal(word, dialect);
    default:
      return FIXED[frame.at]?.() ?? (place.nested === true ? undefined : refusals.keyword());
  }
}

/** Where a value can never stand. */
const FIXED: Readonly<Partial<Record<Expecting, () => Refused>>> = {
  descriptor: refusals.descriptor,
  delimiter: refusals.delimiter,
  variable: refusals.variable,
  function: refusals.variable,
};

/** The refusal of an argument on any of the ways that lead to it. */
function firstRefusal(frame: Commands, word: Word, place: Place): Refused | undefined {
  return firstOf(frame.variants, (words) => argumentRefusal(words, word, place));
}

/** What an unquoted beginning of a word makes of a value behind it. */
function shapeRefusal(word: Word, dialect: Dialect): Refused | undefined {
  if (/(^|[=:])~[^/]*$/.test(word.bare)) return refusals.tilde();
  if (dialect === 'zsh' && /(^|[=:])[~=]/.test(word.bare)) return refusals.tilde();
  const open = word.bare.lastIndexOf('{');
  return open > word.bare.lastIndexOf('}') ? refusals.braces() : undefined;
}

function indexRefusal(word: Word | null): Refused | undefined {
  const bare = word?.bare ?? '';
  return bare.startsWith('[') && !/^\[[^\]\uFFFC]*\]\+?=/.test(bare) ? refusals.index() : undefined;
}

const ARITHMETIC = /^-(eq|ne|lt|le|gt|ge)$/;

function testWordRefusal(frame: Frame & {kind: 'test'}, place: Place, dialect: Dialect): Refused | undefined {
  const before = frame.words.at(-1)?.text ?? '';
  if (ARITHMETIC.test(before) && (!place.int || place.nested === true)) return refusals.comparison(before);
  if (/^-[vRot]$/.test(before)) return refusals.comparison(before);
  if (before === '=~' && dialect === 'zsh') return refusals.pattern();
  return shapeRefusal(frame.word ?? emptyWord(), dialect);
}

/** Refuses the values of a finished `[[ ]]` that turned out to be compared as numbers. */
export function judgeTest(cursor: Cursor, words: readonly Word[]): void {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]?.text ?? '';
    if (ARITHMETIC.test(next)) refuseAll(cursor, word.values, refusals.comparison(next));
  }
}

/** Refuses the values of a finished `[ ]` or `test` that could make it mean something else. */
export function judgeCommand(cursor: Cursor, words: readonly Word[]): void {
  const {name, args} = started(words);
  if (name !== '[' && name !== 'test') return;
  const operands = args.filter((word) => word.text !== ']' && word.text !== '!');
  const operator = operands.find((word) => ARITHMETIC.test(word.text) || /^-[vRao]$/.test(word.text));
  const direct = operands.flatMap((word) => word.values.filter((value) => value.nested !== true && !value.int));
  if (operator !== undefined) refuseAll(cursor, direct, refusals.comparison(operator.text));
  if (!isPlainTest(operands)) {
    const all = operands.flatMap((word) => word.values);
    for (const place of all) cursor.refuse(place, refusals.testForm().refused, refusals.testForm().help);
  }
}

/** `value`, `-n value`, or `value = value`: forms whose meaning no value can change. */
function isPlainTest(words: readonly Word[]): boolean {
  const [first, second] = words;
  if (words.length <= 1) return true;
  if (words.length === 2) return /^-[a-zA-Z]$/.test(first?.text ?? '');
  return words.length === 3 && /^(=|==|!=|<|>|-[a-z]{2})$/.test(second?.text ?? '');
}

/** Looks at a variable that is used: where it holds a value of the template, that value must be able to stand here. */
export function judgeVariable(cursor: Cursor, name: string): void {
  const {state} = cursor;
  const place = Object.hasOwn(state.tainted, name) ? state.tainted[name] : undefined;
  if (place === undefined) return;
  mark(state, place);
  const refused = variableRefusal(state, place);
  if (refused !== undefined) refuseVariable(cursor, name, refused);
}

/** Refuses the value of the template that a variable holds, if it holds one. */
export function refuseVariable(cursor: Cursor, name: string, {refused, help}: Refused): void {
  const {tainted} = cursor.state;
  const place = Object.hasOwn(tainted, name) ? tainted[name] : undefined;
  if (place !== undefined) cursor.refuse(place, `"${name}" holds this value, and further down ${refused}`, help);
}

/** Notes that the words around hold the value by its variable. */
function mark(state: State, place: Place): void {
  let nested = false;
  for (const frame of [...state.frames].reverse()) {
    if (frame.kind === 'commands' || frame.kind === 'test' || frame.kind === 'array') {
      frame.word?.values.push(nested ? {...place, nested} : place);
    }
    if (frame.kind === 'commands') {
      frame.seen.push(place);
      if (frame.word === null && frame.open) frame.piped.push(place);
      nested = true;
    }
  }
}

function variableRefusal(state: State, place: Place): Refused | undefined {
  for (const frame of [...state.frames].reverse()) {
    const refused = frame.kind === 'commands' ? usedInCommand(frame, state, place) : usedIn(frame);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function usedIn(frame: Frame): Refused | undefined {
  if (frame.kind === 'arithmetic') return refusals.arithmetic();
  if (frame.kind === 'array') return indexRefusal(frame.word);
  if (frame.kind === 'heredoc' && frame.program !== null && frame.expands) return refusals.runHeredoc(frame.program);
  const before = frame.kind === 'test' ? (frame.words.at(-1)?.text ?? '') : '';
  return ARITHMETIC.test(before) ? refusals.comparison(before) : undefined;
}

function usedInCommand(frame: Commands, state: State, place: Place): Refused | undefined {
  const {word} = frame;
  if (word === null) return undefined;
  if (frame.at === 'argument') {
    return firstOf(waysOf(word), (way) => firstRefusal(frame, {...way, text: way.text.replace(/\uFFFC$/, '')}, place));
  }
  if (frame.at !== 'command') return undefined;
  return isAssignment(word) ? assignmentRefusal(word, place, state.integers) : refusals.command();
}

function refuseAll(cursor: Cursor, places: readonly Place[], refused: Refused): void {
  for (const place of places) {
    if (!place.int || place.nested === true) cursor.refuse(place, refused.refused, refused.help);
  }
}
