import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, mkdirSync, openSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fail, ok, type Result} from '../../../base/result.ts';
import {systemMessage} from '../../../base/system-message.ts';
import {isExhausted} from '../../../base/world-fault.ts';
import type {TerminalCommand} from '../../../control/terminal-command.ts';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';
import type {CommandRequest} from '../../../kinds/io.ts';
import {type Attempt, BLANK_EXIT} from './attempt.ts';
import type {Withheld} from './command-host.ts';
import {startFilter} from './filter.ts';
import {wrapperName} from './find-processes.ts';
import type {HeldStreams} from './held-output.ts';
import {preludeCommand, preludeText, splitVariables, type Variable} from './prelude.ts';
import {canRun, isFolder} from './program.ts';
import {isTelling} from './secret-forms.ts';
import {recorded} from './transcript.ts';
import {wrapperText} from './wrapper.ts';

/** A command that this process started. */
export interface Launched {
  /** The wrapper, which leads the group of the command's processes. */
  readonly pid: number;
  readonly begun: number;
  /** Settles when the wrapper is gone. */
  readonly gone: Promise<void>;
  /** Whether the output passes a filter; tells whether that has died. */
  readonly filter?: {readonly dead: () => boolean};
  /** The outputs, where they are kept in no file. */
  readonly held?: HeldStreams;
  /** Lets this process end before the command does. */
  readonly letGo: () => void;
}

/** What a command is started with. */
export interface LaunchContext {
  readonly environment: Readonly<Record<string, string>>;
  /** Every form of every known secret. */
  readonly forms: readonly string[];
  /** Keep the output out of every file, and why. */
  readonly withhold?: Withheld | undefined;
}

const WITHHELD: Readonly<Record<Withheld, string>> = {
  sensitive: 'withheld: what this step captures is secret\n',
  unmaskable: 'withheld: a secret that it may hold is not known\n',
};

/** Environment and arguments are refused by Linux from this many bytes on, each. */
const LONGEST = 128 * 1024;

/** Starts the command of `request` in the folder of `attempt`; the error says why nothing was started. */
export function launch(request: CommandRequest, attempt: Attempt, context: LaunchContext): Result<Launched, string> {
  const plan = planOf(request, attempt, context);
  const refused = reasonAgainst(request, plan, context.forms);
  if (refused !== undefined) return fail(refused);
  try {
    return start(request, attempt, {plan, ...context});
  } catch (error) {
    if (isExhausted(error)) throw error;
    return fail(`could not be started: ${systemMessage(error)}`);
  }
}

/** Makes everything ready for the command of `request` to be started by somebody else, in their terminal. */
export function prepareForTerminal(
  request: CommandRequest,
  attempt: Attempt,
  context: LaunchContext,
): Result<TerminalCommand, string> {
  const plan = planOf(request, attempt, context);
  const refused = reasonAgainst(request, plan, context.forms) ?? noRecorder(request, plan);
  if (refused !== undefined) return fail(refused);
  const {folder, token} = attempt;
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    makeFiles(request, folder, {plan, ...context}).close();
    const filtered = plan.filtered && request.terminal === 'recorded';
    if (filtered) startFilter(folder, {streams: ['stdout'], forms: context.forms});
    const records = request.terminal === 'recorded';
    const command = records ? recorded(plan.command, join(folder, SHOWN)) : plan.command;
    const prelude = plan.hidden.length > 0;
    const file = filtered ? `${ATTEMPT_FILES.stdout}.pipe` : ATTEMPT_FILES.stdout;
    const transcript = records ? {transcript: {pipe: SHOWN, file}} : {};
    const wrapper = wrapperText({prelude, filtered: false, merge: false, umask: process.umask(), ...transcript});
    return ok({
      argv: ['/bin/sh', '-c', wrapper, wrapperName(token), folder, request.cwd, ...command],
      env: plan.environment,
      ...(prelude && {prelude: preludeText(plan.hidden)}),
    });
  } catch (error) {
    return fail(`could not be started: ${systemMessage(error)}`);
  }
}

/** The pipe of an attempt's folder that carries what is shown in a terminal. */
const SHOWN = 'shown.pipe';

function noRecorder({cwd, terminal}: CommandRequest, {environment}: Plan): string | undefined {
  if (terminal !== 'recorded' || canRun('script', cwd, environment.PATH ?? '')) return undefined;
  return 'there is no program "script" on PATH to record the transcript with';
}

interface Plan {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly hidden: readonly Variable[];
  readonly filtered: boolean;
  readonly secretStdin: boolean;
}

function planOf(request: CommandRequest, attempt: Attempt, {environment, forms}: LaunchContext): Plan {
  const holdsSecret = (text: string) => forms.some((form) => text.includes(form));
  const variables = request.variables.map((one) => ({...one, secret: one.secret || holdsSecret(one.value)}));
  const file = join(attempt.folder, ATTEMPT_FILES.command);
  const split = request.argv === undefined ? splitVariables(variables) : {plain: variables, hidden: []};
  const {plain, hidden} = split;
  const secretStdin = request.stdin !== undefined && holdsSecret(request.stdin);
  const script = hidden.length > 0 ? preludeCommand(request.shell, file) : [...request.shell, file];
  return {
    command: request.argv ?? script,
    environment: {...environment, ...Object.fromEntries(plain.map(({name, value}) => [name, value]))},
    hidden,
    filtered: secretStdin || variables.some(({secret}) => secret),
    secretStdin,
  };
}

function reasonAgainst(
  request: CommandRequest,
  {command, environment}: Plan,
  forms: readonly string[],
): string | undefined {
  const [program] = command;
  if (program === undefined) return 'the command is empty';
  const telling = forms.filter(isTelling);
  if ([...command, request.cwd].some((word) => telling.some((form) => word.includes(form)))) {
    return 'an argument holds a secret, and arguments are for all to read; give it by stdin, by env or in a script';
  }
  if (!isFolder(request.cwd)) return `there is no folder "${request.cwd}" to work in`;
  if (!canRun(program, request.cwd, environment.PATH ?? '')) {
    const missing = `there is no program "${program}"${program.includes('/') ? '' : ' on PATH'}`;
    return request.argv === undefined ? `${missing} to run the script; name another shell with "shell:"` : missing;
  }
  for (const text of [...command, ...request.variables.map(({value}) => value)]) {
    if (text.includes('\0')) return 'a value holds a NUL character, which no command can be given';
  }
  const long = [...command, ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)].find(
    (text) => text.length * 3 >= LONGEST && Buffer.byteLength(text) >= LONGEST,
  );
  return long === undefined
    ? undefined
    : `"${long.slice(0, 40)}…" is longer than 128 KiB, the most a command can be given`;
}

type Starting = LaunchContext & {readonly plan: Plan};

function start(request: CommandRequest, {folder, token}: Attempt, starting: Starting): Result<Launched, string> {
  const {plan, forms, withhold} = starting;
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const files = makeFiles(request, folder, starting);
  const filtered = plan.filtered && withhold === undefined;
  const streams = request.merge ? ['stdout'] : ['stdout', 'stderr'];
  const filter = filtered ? startFilter(folder, {streams, forms}) : undefined;
  const prelude = plan.hidden.length > 0;
  const wrapper = wrapperText({prelude, filtered, merge: request.merge, umask: process.umask()});
  const begun = Date.now();
  try {
    const child = spawn('/bin/sh', ['-c', wrapper, wrapperName(token), folder, request.cwd, ...plan.command], {
      cwd: '/',
      env: plan.environment,
      detached: true,
      stdio: [...files.stdio, prelude ? 'pipe' : 'ignore'],
    });
    child.on('error', () => {});
    if (child.pid === undefined) throw Object.assign(new Error('no process was made'), {code: 'EAGAIN'});
    send(child.stdin, request.stdin);
    send(child.stdio[3], prelude ? preludeText(plan.hidden) : undefined);
    return ok(launchedAs(child.pid, child, {begun, filter}));
  } catch (error) {
    filter?.kill('SIGKILL');
    throw error;
  } finally {
    files.close();
  }
}

type Descriptor = 'ignore' | 'pipe' | number;

/** The files of an attempt, made before its command; what the command's three streams are. */
function makeFiles(
  request: CommandRequest,
  folder: string,
  {plan, withhold}: Starting,
): {readonly stdio: readonly Descriptor[]; readonly close: () => void} {
  const outputs = [ATTEMPT_FILES.stdout, ATTEMPT_FILES.stderr].map((name) => openSync(join(folder, name), 'ax', 0o600));
  writeFileSync(join(folder, ATTEMPT_FILES.exit), BLANK_EXIT, {mode: 0o600});
  if (request.script !== undefined) writeFileSync(join(folder, ATTEMPT_FILES.command), request.script, {mode: 0o600});
  if (withhold !== undefined) for (const output of outputs) writeFileSync(output, WITHHELD[withhold]);
  const input = openInput(request, folder, plan.secretStdin);
  const close = () => {
    for (const descriptor of [...outputs, input]) if (typeof descriptor === 'number') closeSync(descriptor);
  };
  return {stdio: [input, ...(withhold !== undefined ? outputs.map(() => 'pipe' as const) : outputs)], close};
}

function launchedAs(
  pid: number,
  child: ChildProcess,
  {begun, filter}: {readonly begun: number; readonly filter: ChildProcess | undefined},
): Launched {
  const gone = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
  });
  const {stdout, stderr} = child;
  const dead = () => filter !== undefined && (filter.exitCode !== null || filter.signalCode !== null);
  return {
    pid,
    begun,
    gone,
    letGo: () => child.unref(),
    ...(filter && {filter: {dead}}),
    ...(stdout && stderr && {held: {stdout, stderr}}),
  };
}

/** `/dev/null`, a file that only the user can read, or a pipe where the text must not be in a file. */
function openInput({stdin}: CommandRequest, folder: string, secret: boolean): Descriptor {
  if (stdin === undefined) return 'ignore';
  if (secret) return 'pipe';
  const file = join(folder, ATTEMPT_FILES.stdin);
  writeFileSync(file, stdin, {mode: 0o600});
  return openSync(file, 'r');
}

function send(pipe: unknown, text: string | undefined): void {
  if (text === undefined || !isWritable(pipe)) return;
  pipe.on('error', () => {});
  pipe.end(text);
}

function isWritable(pipe: unknown): pipe is NodeJS.WritableStream {
  return typeof pipe === 'object' && pipe !== null && 'end' in pipe;
}
