import type {Computed} from './computed.ts';
import type {Dialect} from './dialect.ts';
import {refusals} from './refusals.ts';
import {emptyWord, type Frame, HOLE, type Place, QUOTED, type State, top, type Word} from './state.ts';
import {extend, markQuoted} from './ways.ts';

/** The reading of one stretch of a script's text. */
export interface Cursor {
  readonly state: State;
  readonly dialect: Dialect;
  readonly text: string;
  at: number;
  /** Nothing that could belong to the last token follows. */
  readonly final: boolean;
  /** Refuses a value that was let in before it was known what it stands in. */
  readonly refuse: (place: Place, refused: string, help: string) => void;
  /** Notes a program that runs as code what the script puts together. */
  readonly computes: (computed: Computed) => void;
}

/** The text from here on begins with `part`. */
export function sees(cursor: Cursor, part: string): boolean {
  return cursor.text.startsWith(part, cursor.at);
}

/** Fewer than `count` characters are left, and more may follow: the token has to wait. */
export function mustWait(cursor: Cursor, count: number): boolean {
  return !cursor.final && cursor.at + count > cursor.text.length;
}

/** Gives up: where the quoting cannot be told, no later value can stand, and none whose command is not over. */
export function lose(cursor: Cursor, why: string): true {
  const {state} = cursor;
  if (state.lost === null) {
    const {refused, help} = refusals.lost(why);
    for (const place of [...Object.values(state.tainted), ...state.frames.flatMap(unfinished)]) {
      cursor.refuse(place, refused, help);
    }
  }
  state.lost ??= why;
  cursor.at = cursor.text.length;
  return true;
}

function unfinished(frame: Frame): readonly Place[] {
  if (frame.kind !== 'commands') return [];
  const words = [...frame.variants.flat(), ...(frame.word === null ? [] : [frame.word])];
  return [...frame.piped, ...words.flatMap((each) => each.values)];
}

/** The frame that holds the word in which the innermost frame stands, if it stands in one. */
function holder(state: State): (Frame & {word: Word | null}) | undefined {
  for (const frame of [...state.frames].reverse()) {
    if (frame.kind === 'commands' || frame.kind === 'test' || frame.kind === 'array') return frame;
    if (frame.kind !== 'double' && frame.kind !== 'single' && frame.kind !== 'ansi') return undefined;
  }
  return undefined;
}

/** The word that is being read; it begins here if none is. */
function word(state: State): Word | undefined {
  const frame = holder(state);
  if (frame === undefined) return undefined;
  frame.word ??= emptyWord();
  return frame.word;
}

/** Adds a character to the word that is being read. */
export function add(state: State, char: string, quoted: boolean): void {
  const current = word(state);
  if (current === undefined) return;
  extend(current, {text: char, bare: quoted ? QUOTED : char});
  if (quoted) markQuoted(current);
}

/** Adds something whose text is not known to the word that is being read. */
export function addHole(state: State): void {
  const frame = top(state);
  if (frame.kind === 'heredoc') frame.line = null;
  add(state, HOLE, false);
}

/** Begins a quoted stretch. */
export function open(state: State, frame: Frame): void {
  const current = word(state);
  if (current !== undefined) markQuoted(current);
  state.frames.push(frame);
}
