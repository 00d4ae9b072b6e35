import {rmSync} from 'node:fs';
import {fail, ok, type Result} from '../../base/result.ts';
import {worldFault} from '../../base/world-fault.ts';
import type {ControlRequest} from '../../control/request.ts';
import type {RunState} from '../../events/state.ts';
import {openJournal} from '../../journal/append.ts';
import {whyCopied} from '../../journal/copied-run.ts';
import {lifeOf} from '../../journal/holder.ts';
import {type Lock, takeLock} from '../../journal/lock.ts';
import {runFile} from '../../journal/run-folder.ts';
import {cannotKeep} from '../../journal/state-folder.ts';
import type {RunHandle} from '../contract.ts';
import {admitRequests, whyNotOn} from './admit-requests.ts';
import {checkpointOf, isReadWhole, type RunCheckpoint} from './checkpoints.ts';
import {Engine, type EngineStart, type Opened} from './engine.ts';
import {foldRun} from './fold-run.ts';
import {givenSecret} from './given-secret.ts';
import {readText} from './io/files.ts';
import {lockWorld} from './locks/lock-world.ts';
import type {RunLockRequest} from './locks/run-lock.ts';
import {unknownEngine} from './locks/unknown-engine.ts';
import {waitForRunLock} from './locks/wait-for-lock.ts';
import {withoutSources} from './process/environment.ts';
import {printedBy} from './secret-command.ts';
import {openSecrets, type SecretSources} from './secrets.ts';

/** Why no engine was started; nothing was touched. */
export interface Refusal {
  /**
   * `engine` one is at work already · `unknown` nobody can say whether one is · `copy` it is not the run's own folder ·
   * `request` what it was to be started for is refused · `lock` another run holds
   * the runbook's lock · `secret` one is missing.
   */
  readonly why: 'engine' | 'unknown' | 'copy' | 'request' | 'lock' | 'secret' | 'damaged' | 'disk';
  readonly message: string;
}

/** Takes a run up: begins it, or goes on where an earlier engine left it. */
export async function startEngine(start: EngineStart): Promise<Result<RunHandle, Refusal>> {
  const copied = whyCopied(start.folder);
  if (copied !== undefined) return fail({why: 'copy', message: copied});
  const lock = takeEngineLock(start);
  if (!lock.ok) return lock;
  const opened = await open(start, lock.value).catch((error: unknown) => refusalOf(error, start.folder));
  if (!opened.ok) lock.value.release();
  return opened;
}

/** What was thrown while a run was opened: that the disk fails, or else a bug. */
function refusalOf(error: unknown, folder: string): Result<never, Refusal> {
  if (worldFault(error) === undefined) throw error;
  return fail({why: 'disk', message: cannotKeep(folder, error)});
}

async function open(start: EngineStart, lock: Lock): Promise<Result<RunHandle, Refusal>> {
  const {folder} = start;
  const from = beginning(start);
  if (from?.past !== undefined) start.past?.take(from.past);
  const folded = foldRun(folder, {from, onTurn: start.onTurn});
  if (!folded.ok) return fail({why: 'damaged', message: folded.error});
  const {state} = folded.value;
  const wanted = {runbook: start.runbook, folder, state, requests: start.requests ?? []};
  const outdated = folded.value.isLeft && start.overNewer === undefined ? whyNotOn(wanted) : undefined;
  const admitted = outdated === undefined ? admitRequests(wanted) : fail(outdated);
  if (!admitted.ok) return fail({why: 'request', message: refusedText(admitted.error, state)});
  const runLock = await waitForRunLock(lockRequest(start, state), start.waiting ?? {});
  if (!runLock.ok) return fail({why: 'lock', message: runLock.error.message});
  const opened = await openWith({
    start: {...start, requests: admitted.value},
    wanted: start.requests ?? [],
    folded: folded.value,
    begin: from?.end.position ?? 0,
    lock,
    runLock: runLock.value,
  });
  // A run that goes on keeps what it had; one that did not begin leaves nothing behind.
  if (!opened.ok && state.frames.size === 0) await runLock.value?.release();
  return opened;
}

/** What the run is read from: its checkpoint, if whoever is told of its turns can do without those before it. */
function beginning({folder, runbook, onTurn, past}: EngineStart): RunCheckpoint | undefined {
  if (isReadWhole(runbook) || (onTurn !== undefined && past === undefined)) return undefined;
  const kept = checkpointOf(folder);
  return kept === undefined || kept.end.seq > (past?.known ?? kept.end.seq) ? undefined : kept;
}

function refusedText(because: string, {verdict, started}: RunState): string {
  const open = verdict === undefined ? `; nothing was begun. To end the run: runbook stop ${started?.run ?? ''}` : '';
  return `refused: ${because}${open}`;
}

interface OpenParts extends Omit<Opened, 'journal' | 'secrets'> {
  /** All that is asked of the run, also what is on its way already. */
  readonly wanted: readonly ControlRequest[];
}

async function openWith({wanted, ...parts}: OpenParts): Promise<Result<RunHandle, Refusal>> {
  const {start, folded, lock} = parts;
  const {folder, runbook} = start;
  const {state, end} = folded;
  const secrets = openSecrets(runbook.secrets, sourcesOf(start, state.started?.cwd ?? '/'));
  const known = await secrets.resolve();
  const refused = known.ok ? undefined : whyNeeded(known.error, wanted, state);
  if (refused !== undefined) return fail({why: 'secret', message: refused});
  const given = state.frames.size === 0 ? givenSecret(folded, secrets) : undefined;
  if (given !== undefined) return fail({why: 'secret', message: given});
  const cleared = clearSamples(folder);
  if (!cleared.ok) return cleared;
  const journal = openJournal(folder, {end, epoch: lock.epoch, ...(start.disk && {disk: start.disk})});
  if (!journal.ok) return fail({why: 'disk', message: journal.error.message});
  const engine = new Engine({...parts, journal: journal.value, secrets});
  await engine.begin(known.ok ? [] : [`${known.error}; ${WITHOUT}`]);
  return ok(engine);
}

/** An engine that was killed may have left there what a monitor printed, and nobody has masked that. */
function clearSamples(folder: string): Result<null, Refusal> {
  try {
    rmSync(runFile(folder, 'samples'), {recursive: true, force: true});
    return ok(null);
  } catch (error) {
    return fail({why: 'disk', message: cannotKeep(folder, error)});
  }
}

const WITHOUT = 'the run is ended without it: what asks for it fails, and what commands print from now on is withheld';

/** Why nothing is begun where a secret is missing; undefined where all that is asked for is that the run ends. */
function whyNeeded(
  why: string,
  wanted: readonly ControlRequest[],
  {verdict, started, frames}: RunState,
): string | undefined {
  const ends =
    wanted.length > 0 && wanted.every((request) => request.ask === 'request' && isEnding(request.what, verdict));
  if (ends) return undefined;
  if (frames.size === 0 || verdict !== undefined) return why;
  return `${why}; bring it back, or end the run without it: runbook stop ${started?.run ?? ''}`;
}

/** A run that is under way goes on once a change of it is released. */
function isEnding(what: WholeRequest['what'], verdict: RunState['verdict']): boolean {
  return what === 'stop' || what === 'kill' || what === 'rollback' || (what === 'release' && verdict !== undefined);
}

type WholeRequest = Extract<ControlRequest, {readonly ask: 'request'}>;

function lockRequest({runbook, folder, takeLock: force}: EngineStart, state: RunState): RunLockRequest {
  const world = lockWorld(state.started?.cwd ?? '/', withoutSources(process.env, runbook.secrets));
  return {runbook, state, folder, world, ...(force !== undefined && {force})};
}

function sourcesOf({runbook, typed = {}}: EngineStart, cwd: string): SecretSources {
  const environment = withoutSources(process.env, runbook.secrets);
  return {
    environment: (name) => process.env[name],
    readFile: async (file) => readText(cwd, file),
    printed: (command) => printedBy(command, {cwd, environment}),
    typed,
  };
}

function takeEngineLock({folder, by}: EngineStart): Result<Lock, Refusal> {
  try {
    const lock = takeLock(folder, {by, run: '', at: Date.now()});
    if (lock.ok) return lock;
    if (lock.error.is === 'unreadable') return fail({why: 'unknown', message: unknownEngine(lock.error.unreadable)});
    const {holder} = lock.error;
    const message = `an engine is at work on this run already: process ${holder.pid} of ${holder.by}`;
    const where = lifeOf(holder) === 'elsewhere' ? ', on another machine: it has to be stopped there' : '';
    return fail({why: 'engine', message: `${message}${where}`});
  } catch (error) {
    return fail({why: 'disk', message: cannotKeep(folder, error)});
  }
}
