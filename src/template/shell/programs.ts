import {HOLE, type Word} from './state.ts';

/** Shells: their first operand is a script, `-c` runs its argument, without either they run their input. */
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'mksh', 'ash', 'fish', 'csh', 'tcsh', 'busybox', 'pwsh']);

/** Interpreters with the options whose argument is code. */
const INTERPRETERS: Readonly<Record<string, RegExp>> = {
  python: /^-\w*c$/,
  python2: /^-\w*c$/,
  python3: /^-\w*c$/,
  node: /^(-\w*[ep]|--eval|--print|-r|--require|--import)$/,
  deno: /^eval$/,
  bun: /^(-\w*[ep]|--eval|--print)$/,
  perl: /^-\w*[eEMm]$/,
  ruby: /^-\w*[er]$/,
  php: /^-[rBRE]$/,
  lua: /^-[el]$/,
  osascript: /^-e$/,
  Rscript: /^-e$/,
};

/** Clients of databases with the options whose argument is a statement. */
const CLIENTS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  ['psql', 'mysql', 'mariadb', 'cockroach', 'clickhouse-client', 'mongosh', 'mongo', 'sqlcmd', 'cqlsh', 'duckdb'].map(
    (name) => [name, /^(-\w*[ceQq]|--(command|execute|eval|query))$/],
  ),
);

/** Programs whose first operand is a program in their own language, and the options that take arguments. */
const FILTERS: Readonly<Record<string, {readonly options: Readonly<Record<string, number>>; readonly code: RegExp}>> = {
  awk: filter({'-v': 1, '-F': 1, '-f': 1}, /^-e$/),
  gawk: filter({'-v': 1, '-F': 1, '-f': 1}, /^(-e|--source)$/),
  mawk: filter({'-v': 1, '-F': 1, '-f': 1}, /^-e$/),
  sed: filter({'-f': 1, '-l': 1}, /^(-\w*e|--expression)$/),
  jq: filter({'--arg': 2, '--argjson': 2, '--slurpfile': 2, '--rawfile': 2, '--indent': 1, '-f': 1, '-L': 1}, /^$/),
  yq: filter({'--arg': 2, '-o': 1, '-p': 1}, /^$/),
  sqlite3: filter({'-separator': 1, '-cmd': 1}, /^-cmd$/),
};

/** What runs all of its arguments as code, or gives them to something that does. */
const CODE = new Set([
  ...['eval', '.', 'source', 'trap', 'alias', 'su', 'watch', 'xargs', 'parallel', 'at', 'batch', 'crontab', 'bind'],
  ...['complete', 'compgen', 'enable', 'fc', 'ssh', 'rsh', 'mosh', 'expect', 'tclsh', 'make', 'print'],
]);

interface Filter {
  readonly options: Readonly<Record<string, number>>;
  readonly code: RegExp;
}

function filter(options: Readonly<Record<string, number>>, code: RegExp): Filter {
  return {options, code};
}

/** What is asked of a value that stands in an argument. */
export interface Argument {
  /** The words between the name of the command and the value's own. */
  readonly before: readonly Word[];
  /** The value's own word, up to the value. */
  readonly word: Word;
}

/** Whether a value in this argument of `name` would be run as code; undefined where `name` runs none. */
export function runsArgument(name: string, argument: Argument): boolean | undefined {
  if (CODE.has(name)) return !(name === 'ssh' && isHostAfterDashes(argument));
  if (name === 'script') return scriptRuns(argument);
  if (SHELLS.has(name)) return shellRuns(argument);
  if (Object.hasOwn(INTERPRETERS, name)) return interpreterRuns(INTERPRETERS[name] ?? /^$/, argument);
  if (Object.hasOwn(CLIENTS, name)) return clientRuns(CLIENTS[name] ?? /^$/, argument);
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  return filter === undefined ? undefined : filterRuns(filter, argument, name === 'sqlite3' ? 1 : 0);
}

/** The program among `words` that runs its standard input as code. */
export function programOf(words: readonly Word[]): string | undefined {
  return words
    .map((word, index) => runsInput(baseName(word) ?? '', words.slice(index + 1), index))
    .find((name) => name !== undefined);
}

function runsInput(name: string, rest: readonly Word[], index: number): string | undefined {
  if (name === 'ssh' || name === 'sqlite3' || (Object.hasOwn(CLIENTS, name) && index === 0)) return name;
  if (name === 'xargs' && putsInto(rest)) return name;
  const isInput = rest.some(({text}) => text === '/dev/stdin');
  if (name === '.' || name === 'source') return isInput ? name : undefined;
  if (!SHELLS.has(name) && !Object.hasOwn(INTERPRETERS, name)) return undefined;
  const hasOperand = rest.some(({text}) => !/^[-+]/.test(text));
  return isInput || !hasOperand || rest.some(({text}) => text === '-s' || text === '-') ? name : undefined;
}

/** Whether a shell or interpreter is given no script, so that it reads one from its input. */
export function readsScript(name: string, args: readonly Word[]): boolean {
  return (SHELLS.has(name) || Object.hasOwn(INTERPRETERS, name)) && runsInput(name, args, 0) !== undefined;
}

/** Whether `xargs` puts what it reads into the code of a program, as with `-I`. */
function putsInto(rest: readonly Word[]): boolean {
  return rest.some(({text}) => /^(-[Ii]|--replace)/.test(text)) && rest.some((word) => isProgram(baseName(word) ?? ''));
}

/** The last part of a program's path, of a word that is plain text. */
export function baseName(word: Word | undefined): string | undefined {
  if (word === undefined || word.text.includes(HOLE) || word.values.length > 0) return undefined;
  return word.text.split('/').at(-1);
}

/** Whether `name` runs code of any kind, so that it matters wherever it stands in a command. */
export function isProgram(name: string): boolean {
  return (
    SHELLS.has(name) ||
    Object.hasOwn(INTERPRETERS, name) ||
    Object.hasOwn(CLIENTS, name) ||
    Object.hasOwn(FILTERS, name)
  );
}

function isHostAfterDashes({before, word}: Argument): boolean {
  return before.at(-1)?.text === '--' && word.text === '' && before.every((each) => each.values.length === 0);
}

function shellRuns({before, word}: Argument): boolean {
  if (before.some((each) => /^-\w*c\w*$/.test(each.text))) return true;
  return !hasScript(before) || (/^[-+]/.test(word.text) && !hasScript(before));
}

/** `script` gives the argument of `-c` to a shell. */
function scriptRuns({before, word}: Argument): boolean {
  return /^(-\w*c|--command)$/.test(before.at(-1)?.text ?? '') || /^(-\w*c|--command=)/.test(word.text);
}

function hasScript(before: readonly Word[]): boolean {
  return before.some((each, index) => {
    const option = before[index - 1]?.text ?? '';
    return !/^[-+]/.test(each.text) && !['-o', '+o', '-O', '+O', '--rcfile', '--init-file'].includes(option);
  });
}

function interpreterRuns(code: RegExp, {before, word}: Argument): boolean {
  if (code.test(before.at(-1)?.text ?? '') || /^-\w*[ecErpM]|^--(eval|print|require|import)=/.test(word.text))
    return true;
  return !before.some((each) => !each.text.startsWith('-') || code.test(each.text) || each.text === '-m');
}

function clientRuns(code: RegExp, {before, word}: Argument): boolean {
  return code.test(before.at(-1)?.text ?? '') || /^-\w*[ceQq]|^--(command|execute|eval|query)=/.test(word.text);
}

function filterRuns({options, code}: Filter, {before, word}: Argument, operands: number): boolean {
  if (code.test(before.at(-1)?.text ?? '') || /^-e|^--(expression|source)=/.test(word.text)) return true;
  const {expected, found, given} = operandsOf(before, {options, code});
  if (expected > 0 || given) return false;
  return operands === 0 ? found === 0 && !word.text.startsWith('-') : found >= operands;
}

/** How many operands there were, whether an option gave the program, and how many words an option still takes. */
function operandsOf(before: readonly Word[], {options, code}: Filter) {
  let [expected, found, given] = [0, 0, false];
  for (const {text} of before) {
    if (expected > 0) {
      expected -= 1;
      continue;
    }
    const isCode = code.test(text);
    expected = isCode ? 1 : Object.hasOwn(options, text) ? (options[text] ?? 0) : 0;
    given ||= isCode || text === '-f';
    if (text === '-' || !text.startsWith('-')) found += 1;
  }
  return {expected, found, given};
}
