import type {Commands, Spelling, Word} from './state.ts';
import {assignedName} from './variables.ts';

/** How many ways through the blocks of a template are told apart. */
export const MAX_WAYS = 16;

/** The word as each way through the blocks of the template spells it; each holds all values. */
export function waysOf(word: Word): readonly Word[] {
  const {ways, ...first} = word;
  return [first, ...ways].map((spelling) => ({...spelling, values: word.values, ways: []}));
}

/** Adds to the word on every way. */
export function extend(word: Word, {text, bare}: Pick<Spelling, 'text' | 'bare'>): void {
  for (const spelling of [word, ...word.ways]) {
    spelling.text += text;
    spelling.bare += bare;
  }
}

/** Notes on every way that a part of the word is quoted. */
export function markQuoted(word: Word): void {
  for (const spelling of [word, ...word.ways]) spelling.quoted = true;
}

/** The words of a command so far, on every way through it and through its last word. */
export function withWord(variants: readonly (readonly Word[])[], word: Word): Word[][] {
  return variants.flatMap((words) => waysOf(word).map((way) => [...words, way]));
}

/** A word that was begun on both ways; undefined where it cannot be read on as one. */
export function mergeWords(a: Word, b: Word, at: Commands['at']): Word | undefined {
  const values = unique([...a.values, ...b.values]);
  const spellings = unique([...waysOf(a), ...waysOf(b)].map(({text, bare, quoted}) => ({text, bare, quoted})));
  const [first, ...ways] = spellings;
  if (first === undefined || spellings.length > MAX_WAYS) return undefined;
  if (ways.length > 0 && !mayDiffer(spellings, at)) return undefined;
  return {...first, values, ways};
}

/** Where a word may be spelled in several ways: inside of quotes, and where its text decides nothing yet. */
function mayDiffer(spellings: readonly Spelling[], at: Commands['at']): boolean {
  if (!spellings.every(({quoted}) => quoted)) return false;
  if (at === 'argument' || at === 'target' || at === 'words') return true;
  const [name, ...others] = unique(spellings.map(assignedName));
  return at === 'command' && name !== undefined && others.length === 0;
}

/** The items that differ. */
export function unique<T>(items: readonly T[]): T[] {
  const seen = new Map(items.map((item) => [JSON.stringify(item) ?? '', item]));
  return [...seen.values()];
}
