import {type Argument, baseName, isProgram, runsArgument} from './programs.ts';
import {type Refused, refusals} from './refusals.ts';
import type {Place, Word} from './state.ts';
import {assignmentRefusal, isAssignment, isDeclaration, isNumeric} from './variables.ts';
import {started} from './wrappers.ts';

const INT_ONLY = new Set(['let', 'shift', 'exit', 'return', 'break', 'continue', 'ulimit', 'wait', 'expr']);
const NAMES = new Set(['unset', 'getopts', 'mapfile', 'readarray', 'vared', 'zmodload', 'autoload', 'hash']);
/** Commands that start others somewhere among their arguments. */
const CARRIERS =
  /^(docker|podman|nerdctl|kubectl|oc|railway|heroku|fly|flyctl|vagrant|gcloud|lxc|nsenter|unshare|systemd-run|script|strace|ltrace|npx|bundle|poetry|pipenv|uv|find|git)$/;

/** Why a value may not stand in an argument, if it may not: `words` came before, `word` is its own so far. */
export function argumentRefusal(words: readonly Word[], word: Word, place: Place): Refused | undefined {
  const {name, args, taken, wrapper} = started(words);
  if (name === undefined) return beforeCommand(word, place, {taken, wrapper: wrapper ?? ''});
  if (name === '') return refusals.lost('the command itself, which is computed');
  return ruleRefusal(name, args, {word, place}) ?? carriedRefusal(name, args, {word, place});
}

interface Value {
  readonly word: Word;
  readonly place: Place;
}

function beforeCommand(
  word: Word,
  place: Place,
  at: {readonly taken: boolean; readonly wrapper: string},
): Refused | undefined {
  if (isAssignment(word)) return assignmentRefusal(word, place, []);
  if (at.taken || (word.text.startsWith('-') && !/^(-\w*S|--split-string)/.test(word.text))) return undefined;
  return refusals.wrapper(at.wrapper);
}

function ruleRefusal(name: string, args: readonly Word[], value: Value): Refused | undefined {
  if (INT_ONLY.has(name)) return value.place.int ? undefined : refusals.arithmetic();
  if (NAMES.has(name)) return refusals.variable();
  if (isDeclaration(name)) return declarationRefusal(name, args, value);
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form !== undefined) return form(args);
  if (startsNext(name, args)) return refusals.wrapper(args.at(-1)?.text ?? name);
  return runsArgument(name, {before: args, word: value.word}) === true ? refusals.code(name) : undefined;
}

/** Whether the next argument is the command that another one starts. */
function startsNext(name: string, args: readonly Word[]): boolean {
  const last = args.at(-1)?.text ?? '';
  if (name === 'find') return /^-(exec|ok)(dir)?$/.test(last);
  return (name === 'kubectl' || name === 'oc') && last === '--' && args.some(({text}) => text === 'exec');
}

/** Commands that take values in some of their arguments only, by what comes before. */
const FORMS: Readonly<Record<string, (args: readonly Word[]) => Refused | undefined>> = {
  read: (args) => (/^-\w*[pd]$/.test(args.at(-1)?.text ?? '') ? undefined : refusals.variable()),
  set: (args) => (args.some(({text}) => text === '--') ? undefined : refusals.setOptions()),
  printf: (args) => (isFormat(args) ? refusals.format() : undefined),
};

function declarationRefusal(name: string, args: readonly Word[], {word, place}: Value): Refused | undefined {
  if (!isAssignment(word)) return refusals.variable();
  if (isNumeric(name, args) && !place.int) return refusals.integer(word.text.split('=')[0] ?? '');
  return assignmentRefusal(word, place, []);
}

function isFormat(args: readonly Word[]): boolean {
  const [first] = args;
  if (first === undefined) return true;
  if (first.text === '--') return args.length === 1;
  return first.text === '-v' && args.length <= 2;
}

/** What runs whatever it is given, where it is started as a command. */
const RUNNERS = new Set(['eval', 'xargs', 'ssh', 'su']);

/** A program that runs code may be started by another command: `docker exec c sh -c "…"`. */
function carriedRefusal(name: string, args: readonly Word[], {word}: Value): Refused | undefined {
  const carries = CARRIERS.test(name);
  for (const [index, each] of args.entries()) {
    const carried = baseName(each);
    if (carried === undefined) continue;
    if (name === 'git' && /^(--exec|-x|filter-branch|run)$/.test(carried)) return refusals.code(`git ${carried}`);
    if (!RUNNERS.has(carried) && !isProgram(carried)) continue;
    const isCommand = carries || args[index - 1]?.text === '--';
    if (runsCarried(carried, {before: args.slice(index + 1), word}, isCommand)) return refusals.code(carried);
  }
  return undefined;
}

function runsCarried(name: string, argument: Argument, isCommand: boolean): boolean {
  if (isCommand && RUNNERS.has(name)) return true;
  if (!isProgram(name) || runsArgument(name, argument) !== true) return false;
  return isCommand || argument.before.some((option) => /^-\w*[ce]$/.test(option.text));
}
