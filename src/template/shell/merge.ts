import type {Commands, Frame, State, Word} from './state.ts';
import {MAX_WAYS, mergeWords, unique} from './ways.ts';

/** The state where two ways through a block meet; undefined where they are quoted differently. */
export function merge(a: State, b: State): State | undefined {
  if (a.frames.length !== b.frames.length || a.carry !== b.carry) return undefined;
  const frames: Frame[] = [];
  for (const [index, frame] of a.frames.entries()) {
    const met = mergeFrame(frame, b.frames[index] as Frame);
    if (met === undefined) return undefined;
    frames.push(met);
  }
  return {
    frames,
    carry: a.carry,
    integers: [...new Set([...a.integers, ...b.integers])],
    tainted: {...a.tainted, ...b.tainted},
    lost: a.lost ?? b.lost,
  };
}

function mergeFrame(a: Frame, b: Frame): Frame | undefined {
  if (a.kind === 'commands' && b.kind === 'commands') return mergeCommands(a, b);
  if (a.kind === 'test' && b.kind === 'test') {
    return isSameWord(a.word, b.word) ? {...a, words: [...a.words, ...b.words.slice(a.words.length)]} : undefined;
  }
  return JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
}

function mergeCommands(a: Commands, b: Commands): Commands | undefined {
  const same =
    a.close === b.close &&
    a.at === b.at &&
    a.back === b.back &&
    a.operator === b.operator &&
    a.tabs === b.tabs &&
    a.cases === b.cases &&
    a.open === b.open &&
    JSON.stringify(a.heredocs) === JSON.stringify(b.heredocs);
  if (!same) return undefined;
  const word = mergeBegun(a, b);
  if (word === undefined) return undefined;
  const variants = unique([...a.variants, ...b.variants]);
  if (variants.length > MAX_WAYS) return undefined;
  return {
    ...a,
    word,
    variants,
    input: unique([...a.input, ...b.input]),
    piped: unique([...a.piped, ...b.piped]),
    program: a.program ?? b.program,
    redirected: a.redirected && b.redirected,
    seen: unique([...a.seen, ...b.seen]),
  };
}

/** The word that was begun on both ways, or null where none was. */
function mergeBegun(a: Commands, b: Commands): Word | null | undefined {
  if (a.word === null || b.word === null) return a.word === b.word ? null : undefined;
  return mergeWords(a.word, b.word, a.at);
}

/** Words that were begun on both ways may differ only in the values they hold. */
function isSameWord(a: Word | null, b: Word | null): boolean {
  return a === null || b === null ? a === b : a.text === b.text && a.bare === b.bare && a.quoted === b.quoted;
}
