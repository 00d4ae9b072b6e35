import {baseName} from './programs.ts';
import {type Refused, refusals} from './refusals.ts';
import {HOLE, type Place, type Spelling, type Word} from './state.ts';

const ASSIGNMENT = /^([A-Za-z_]\w*)(\[[^\]\uFFFC]*\])?\+?=/;

/** Variables that a shell or a common program runs as code. */
const RUN = new Set([
  ...['PS0', 'PS1', 'PS2', 'PS4', 'PROMPT_COMMAND', 'BASH_ENV', 'ENV', 'SHELLOPTS', 'BASHOPTS', 'TRAPDEBUG'],
  ...['GIT_SSH_COMMAND', 'GIT_EDITOR', 'GIT_PAGER', 'GIT_EXTERNAL_DIFF', 'GIT_SEQUENCE_EDITOR', 'GIT_PROXY_COMMAND'],
  ...[
    'EDITOR',
    'VISUAL',
    'PAGER',
    'MANPAGER',
    'BROWSER',
    'LESSOPEN',
    'PERL5OPT',
    'NODE_OPTIONS',
    'RUBYOPT',
    'RSYNC_RSH',
  ],
  ...['SUDO_EDITOR', 'SUDO_ASKPASS', 'SSH_ASKPASS', 'GIT_SSH', 'GIT_ASKPASS', 'PYTHONSTARTUP', 'PERL5DB', 'LESSCLOSE'],
  ...['JAVA_TOOL_OPTIONS', 'MAKEFLAGS', 'SHELL'],
]);

/** Variables that say where commands and their modules are found, or how words are split. */
const STEERING = new Set(['PATH', 'IFS', 'CDPATH', 'PYTHONPATH', 'PYTHONHOME', 'NODE_PATH', 'PERL5LIB', 'RUBYLIB']);

/** Why no value may be in a variable of this name, if none may. */
export function variableRefusal(name: string): Refused | undefined {
  if (STEERING.has(name)) return refusals.steeringVariable(name);
  return RUN.has(name) || /^(LD_|DYLD_|BASH_FUNC_)/.test(name) ? refusals.runVariable(name) : undefined;
}

/** Variables that are integers from the start: assigning to them evaluates. */
const INTEGERS = new Set([
  'RANDOM',
  'SRANDOM',
  'SECONDS',
  'OPTIND',
  'LINENO',
  'HISTCMD',
  'UID',
  'EUID',
  'PPID',
  'SHLVL',
]);

/** Whether a word in command position assigns to a variable. */
export function isAssignment(word: Word): boolean {
  return ASSIGNMENT.test(word.bare);
}

/** The name of the variable a word assigns to. */
export function assignedName(word: Pick<Spelling, 'bare'>): string | undefined {
  return ASSIGNMENT.exec(word.bare)?.[1];
}

/** Why a value may not be assigned to the variable, if it may not. */
export function assignmentRefusal(word: Word, place: Place, integers: readonly string[]): Refused | undefined {
  const name = assignedName(word);
  if (name === undefined) return undefined;
  const refused = variableRefusal(name);
  if (refused !== undefined) return refused;
  return !place.int && (INTEGERS.has(name) || integers.includes(name)) ? refusals.integer(name) : undefined;
}

const DECLARE = new Set(['declare', 'typeset', 'local', 'readonly', 'export', 'integer', 'float']);

/** Whether a command declares variables. */
export function isDeclaration(name: string): boolean {
  return DECLARE.has(name);
}

/** The variables that a command declares as integers or as names of others. */
export function declaredIntegers(words: readonly Word[]): readonly string[] {
  const [head, ...args] = words;
  const name = baseName(head);
  if (name === undefined || !isDeclaration(name) || !isNumeric(name, args)) return [];
  return args.flatMap((word) => /^([A-Za-z_]\w*)/.exec(word.text)?.[1] ?? []);
}

/** Whether a declaration's variables evaluate what is assigned to them. */
export function isNumeric(name: string, args: readonly Word[]): boolean {
  return (
    name === 'integer' ||
    name === 'float' ||
    args.some((word) => /^-[A-Za-z]*[inEFZ]/.test(word.text) || word.text === HOLE)
  );
}
