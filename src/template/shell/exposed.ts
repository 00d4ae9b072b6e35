import {baseName} from './programs.ts';
import type {State, Word} from './state.ts';
import {started} from './wrappers.ts';

/** A secret that a script hands to a program as an argument, where everybody on the machine can read it. */
export interface Exposed {
  readonly program: string;
  readonly start: number;
  readonly end: number;
}

/** The program of which a value at the end of what was read becomes an argument; undefined where it stays in the shell. */
export function programShown({frames}: State): string | undefined {
  const frame = frames.findLast(({kind}) => kind !== 'single' && kind !== 'double' && kind !== 'ansi');
  if (frame?.kind !== 'commands' || frame.at !== 'argument') return undefined;
  return frame.variants.map(programOf).find((name) => name !== undefined && !BUILT_IN.has(name));
}

function programOf(words: readonly Word[]): string | undefined {
  const [first] = words;
  const name = first === undefined ? undefined : baseName(first);
  return name !== undefined && STARTERS.has(name) ? started(words).name : name;
}

/** What starts another command without being a program that the list of processes shows. */
const STARTERS = new Set(['exec', 'command', 'builtin', 'noglob', 'nocorrect', 'time']);

/** What bash, zsh and sh do by themselves. */
const BUILT_IN = new Set([
  ...[':', '[', '.', 'source', 'true', 'false', 'echo', 'printf', 'print', 'read', 'mapfile', 'readarray', 'test'],
  ...[
    'export',
    'declare',
    'typeset',
    'local',
    'readonly',
    'integer',
    'unset',
    'set',
    'shift',
    'eval',
    'let',
    'getopts',
  ],
  ...['cd', 'pwd', 'pushd', 'popd', 'return', 'exit', 'break', 'continue', 'trap', 'wait', 'kill', 'umask', 'ulimit'],
  ...['hash', 'type', 'alias', 'unalias', 'shopt', 'setopt', ''],
]);
