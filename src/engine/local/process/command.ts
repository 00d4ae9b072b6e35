import {statSync} from 'node:fs';
import {join} from 'node:path';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';
import type {CommandRequest} from '../../../kinds/io.ts';
import type {Output, Performed} from '../../../kinds/steps/contract.ts';
import {
  type Attempt,
  type AttemptState,
  attemptOf,
  inspectAttempt,
  type KillReason,
  killReason,
  recordedEnd,
} from './attempt.ts';
import type {CommandHost, Resumed} from './command-host.ts';
import {baseEnvironment} from './environment.ts';
import {filterEnded, hasFilter} from './filter.ts';
import {groupLives, isWrapper, membersOf} from './find-processes.ts';
import {followOutput, type OutputFollower} from './follow-output.ts';
import {fullness} from './full-disk.ts';
import {type HeldOutput, holdOutput} from './held-output.ts';
import {type Launched, launch} from './launch.ts';
import {lend} from './lend.ts';
import {byteForms} from './mask.ts';
import {outputOf} from './output.ts';
import {type Living, untilEnd} from './until-end.ts';

/** What is said of an attempt whose folder is there although its intent is not in the journal. */
export const UNKNOWN_START =
  'it was begun once before, and the journal knows nothing of it: its last records are missing';

/** What is said of an attempt that was withdrawn before it began. */
export const NOT_BEGUN = 'it was no longer wanted';

/**
 * Runs a command to its end, or finds out what became of it if an earlier engine started it. It belongs to the run,
 * not to this process: if this engine leaves, the command runs on and the promise never settles.
 */
export async function runCommand(request: CommandRequest, host: CommandHost): Promise<Performed> {
  for (let start = 1; ; start += 1) {
    const attempt = attemptOf(host.run, host.key, start);
    const found = host.resumed === undefined ? undefined : inspectAttempt(attempt, host.resumed.sameBoot);
    if (found === undefined && exists(attempt.folder)) {
      await maskLeft(attempt, host);
      return {did: 'lost', message: UNKNOWN_START};
    }
    const performed = await performAttempt(request, {attempt, found, host});
    if (performed !== undefined) return performed;
  }
}

/** Undefined where the attempt never began, and never will. */
async function performAttempt(
  request: CommandRequest,
  {
    attempt,
    found,
    host,
  }: {readonly attempt: Attempt; readonly found: AttemptState | undefined; readonly host: CommandHost},
): Promise<Performed | undefined> {
  if (found !== undefined && found.is !== 'never-started') return takeUp(request, {attempt, found, host});
  if (found !== undefined && exists(attempt.folder)) return undefined;
  if (host.cancelled.aborted) return {did: 'not-started', message: NOT_BEGUN};
  return startCommand(request, attempt, host);
}

/** Starts it and sees to its end; undefined if it was not begun after all, and is to be started anew. */
async function startCommand(
  request: CommandRequest,
  attempt: Attempt,
  host: CommandHost,
): Promise<Performed | undefined> {
  if (request.terminal !== undefined) return startInTerminal(request, attempt, host);
  const environment = baseEnvironment(host.run.environment, {inherit: host.inherit, token: attempt.token});
  const launched = launch(request, attempt, {environment, forms: host.forms(), withhold: host.withhold});
  if (!launched.ok) return {did: 'not-started', message: launched.error};
  const {letGo} = launched.value;
  host.left.addEventListener('abort', letGo, {once: true});
  const performed = await attend({request, attempt, host, ...launched.value});
  // Thousands of commands pass while one engine lives.
  host.left.removeEventListener('abort', letGo);
  return performed;
}

async function startInTerminal(
  request: CommandRequest,
  attempt: Attempt,
  host: CommandHost,
): Promise<Performed | undefined> {
  const {terminals} = host;
  if (terminals === undefined)
    return {did: 'not-started', message: 'it needs a terminal, and this run was begun without one'};
  const lent = await lend(request, attempt, {...host, terminals});
  if (host.left.aborted) return new Promise(() => {});
  if (lent.ok) {
    const {pid} = lent.value;
    const gone = pid === 0 ? Promise.resolve() : wrapperGone(pid, attempt.token, host.left);
    return attend({request, attempt, host, gone, ...lent.value});
  }
  if (lent.error.is === 'dropped') return undefined;
  return lent.error.is === 'cancelled' ? {did: 'cancelled'} : {did: 'not-started', message: lent.error.message};
}

interface Found {
  readonly attempt: Attempt;
  readonly found: Exclude<AttemptState, {readonly is: 'never-started'}>;
  readonly host: CommandHost;
}

async function takeUp(request: CommandRequest, {attempt, found, host}: Found): Promise<Performed> {
  if (found.is === 'in-doubt') {
    const alive = membersOf(attempt.token, undefined).length > 0;
    await maskLeft(attempt, host);
    return {
      did: 'lost',
      message: alive ? 'what it started still runs, but its end cannot be seen' : 'its end was not recorded',
    };
  }
  if (!hasOutputs(attempt.folder))
    return {did: 'lost', message: 'its output was deleted, so that nobody can tell what it said'};
  const begun = mtime(attempt.folder, 'started') ?? Date.now();
  const pid = found.is === 'running' ? found.pid : 0;
  const gone = found.is === 'running' ? wrapperGone(found.pid, attempt.token, host.left) : Promise.resolve();
  const attended = {request, attempt, host, pid, begun, gone};
  if (host.withhold !== 'sensitive') return attend(attended);
  return unread(attended, 'its output, which is kept nowhere, went with the engine that read it');
}

/**
 * Sees to the end of a command that an earlier engine started, where it is not known any more what it was to be told
 * and what is expected of it: nobody judges it. Undefined where none was started, and none ever will be.
 */
export async function outlive(
  request: Living['request'],
  {host, why}: {readonly host: CommandHost & {readonly resumed: Resumed}; readonly why: string},
): Promise<Performed | undefined> {
  for (let start = 1; ; start += 1) {
    const attempt = attemptOf(host.run, host.key, start);
    const found = inspectAttempt(attempt, host.resumed.sameBoot);
    if (found.is === 'no-cwd') return undefined;
    if (found.is !== 'never-started') {
      const pid = found.is === 'running' ? found.pid : 0;
      const gone = wrapperGone(pid, attempt.token, host.left);
      return unread({request, attempt, host, pid, begun: mtime(attempt.folder, 'started') ?? Date.now(), gone}, why);
    }
    if (!exists(attempt.folder)) return undefined;
  }
}

/** Waits for its end, and ends it where it is no longer wanted; what it printed is masked, and says nothing. */
async function unread(living: Living & {readonly host: CommandHost}, why: string): Promise<Performed> {
  const {attempt, host} = living;
  const ended = await untilEnd(living, UNREAD);
  await maskLeft(attempt, host);
  return ended === 'cancelled' ? {did: 'cancelled'} : {did: 'lost', message: why};
}

/** In the place of an output that went with the engine which read it. */
const UNREAD: OutputFollower = {
  read: () => false,
  drain: async () => {},
  satisfied: () => false,
  close: () => {},
};

/** Masks what an attempt printed of which nobody knows how it ended: its files stay, and nobody else reads them. */
async function maskLeft({folder}: Attempt, host: CommandHost): Promise<void> {
  if (!hasOutputs(folder) || hasFilter(folder)) return;
  const {left, onPassed, note} = host;
  const forms = byteForms(host.forms());
  const hides = host.withhold === 'unmaskable';
  const matchers = {stdout: [], stderr: [], output: []};
  const follower = followOutput({folder, begun: Date.now(), matchers, forms, hides, onPassed, note});
  await follower.drain(left);
  follower.close();
}

interface Attended extends Pick<Launched, 'pid' | 'begun' | 'gone' | 'filter' | 'held'> {
  readonly request: CommandRequest;
  readonly attempt: Attempt;
  readonly host: CommandHost;
}

async function attend(attended: Attended): Promise<Performed> {
  const {host} = attended;
  const {follower, output} = readingOf(attended);
  const why = await untilEnd(attended, follower);
  if (host.left.aborted) return new Promise(() => {});
  const filtered = await throughFilter(attended);
  await follower.drain(host.left);
  follower.close();
  if (host.left.aborted) return new Promise(() => {});
  // An engine that ended it may have gone before that was recorded.
  return outcomeOf({...attended, output, filtered, why: why ?? killReason(attended.attempt.folder)});
}

function readingOf({request, attempt, host, begun, filter, held}: Attended): HeldOutput {
  const {folder} = attempt;
  const {matchers} = request;
  const {onPassed, note} = host;
  if (held !== undefined) return holdOutput(held, {begun, matchers, onPassed});
  const forms = filter === undefined ? byteForms(host.forms()) : [];
  // A filter that an earlier engine started knows every secret.
  const hides = host.withhold === 'unmaskable' && !hasFilter(folder);
  const follower = followOutput({folder, begun, matchers, forms, hides, onPassed, note});
  const output = outputOf(folder);
  return {follower, output: hides ? {...output, tail: () => []} : output};
}

async function throughFilter({attempt, host, filter}: Attended): Promise<'ended' | 'open' | 'died'> {
  if (filter === undefined && (host.resumed === undefined || !hasFilter(attempt.folder))) return 'ended';
  const ended = await filterEnded(attempt.folder);
  return ended === 'open' && (filter?.dead() ?? false) ? 'died' : ended;
}

interface Over extends Attended {
  readonly output: Output;
  readonly filtered: 'ended' | 'open' | 'died';
  readonly why: KillReason | undefined;
}

function outcomeOf(over: Over): Performed {
  const {request, attempt, host, pid, output, why, filtered} = over;
  const left = survivors(attempt, {pid, killed: why !== undefined});
  const rest = {output, ...(left.length > 0 && {survivors: left})};
  const end = recordedEnd(attempt.folder);
  if (end?.is === 'no-cwd') return {did: 'not-started', message: `there is no folder "${request.cwd}" to work in`};
  if (why === 'timed-out') return {did: 'timed-out', after: request.timeout ?? 0, ...rest};
  if (why === 'cancelled' && end?.status !== 0) return {did: 'cancelled', ...rest};
  if (filtered === 'died') return {did: 'broken', message: 'the process that masks secrets in its output died', output};
  if (end === undefined && why !== 'expected') return {did: 'lost', message: 'the process around the command died'};
  const exit = end?.status ?? 0;
  const tookMs = Math.max(0, (mtime(attempt.folder, 'exit') ?? over.begun) - over.begun);
  const early = why === 'expected' ? {ended_early: true} : {};
  const full = fullness(attempt.folder);
  if (full !== undefined) host.note(`the disk ${full} full: the output of this command may be incomplete`);
  return {did: 'ended', results: {exit, took_ms: Math.round(tookMs), ...early}, ...rest, ...(full && {full})};
}

function survivors(
  attempt: Attempt,
  {pid, killed}: {readonly pid: number; readonly killed: boolean},
): readonly string[] {
  if (!killed && (pid === 0 || !groupLives(pid))) return [];
  return membersOf(attempt.token, pid === 0 ? undefined : pid).map((member) => `${member.pid} ${member.command}`);
}

async function wrapperGone(pid: number, token: string, left: AbortSignal): Promise<void> {
  for (let pause = 50; !left.aborted && isWrapper(pid, token); pause = Math.min(250, pause * 1.2)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function hasOutputs(folder: string): boolean {
  return exists(join(folder, ATTEMPT_FILES.stdout)) && exists(join(folder, ATTEMPT_FILES.stderr));
}

function exists(folder: string): boolean {
  return statSync(folder, {throwIfNoEntry: false}) !== undefined;
}

function mtime(folder: string, file: 'started' | 'exit'): number | undefined {
  return statSync(join(folder, ATTEMPT_FILES[file]), {throwIfNoEntry: false})?.mtimeMs;
}
