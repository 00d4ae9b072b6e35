import {argumentRefusal} from './arguments.ts';
import {baseName, readsScript} from './programs.ts';
import {refusals} from './refusals.ts';
import {HOLE, type Word} from './state.ts';
import {started} from './wrappers.ts';

/** A program that runs as code what a script puts together; `read`: what is left on its input. */
export interface Computed {
  readonly program: string;
  readonly read: boolean;
}

/**
 * The program of a command that runs as code what the script itself puts together: a variable, an argument of a function,
 * the output of a command, or what is left on its input. Which values of the template are in it cannot be told.
 */
export function runsComputed(words: readonly Word[], input: {readonly given: boolean}): Computed | undefined {
  for (const [index, word] of words.entries()) {
    const program = index === 0 ? undefined : codeIn(words.slice(0, index), word);
    if (program !== undefined) return {program, read: false};
  }
  const {name = '', args} = started(words);
  return !input.given && readsScript(name, args) ? {program: name, read: true} : undefined;
}

/** The program that runs a word with an expansion in it, or one with a script in quotes that does so itself. */
function codeIn(before: readonly Word[], word: Word): string | undefined {
  const expansion = word.text.indexOf(HOLE);
  if (expansion === -1 && !EVALUATES.test(word.text)) return undefined;
  const text = expansion === -1 ? '' : word.text.slice(0, expansion);
  const refused = argumentRefusal(before, {...word, text, bare: text, values: [], ways: []}, ANYWHERE)?.refused;
  return before.map((each) => baseName(each) ?? '').find((name) => refused === refusals.code(name).refused);
}

/** A script that runs what a variable holds. */
const EVALUATES = /(?:^|[\s;&|({])(?:eval|source|\.|(?:ba|da|z|k)?sh\s+-\w*c)\s[^;&|\n]*[$`]/;

const ANYWHERE = {start: 0, end: 0, int: false};
