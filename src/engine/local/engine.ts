import {hostname} from 'node:os';
import {formatDuration} from '../../base/duration.ts';
import {type RunId, runId} from '../../base/ids.ts';
import {fail} from '../../base/result.ts';
import {worldFault} from '../../base/world-fault.ts';
import type {ControlReply, ControlRequest} from '../../control/request.ts';
import {type ControlServer, listenForRequests} from '../../control/server.ts';
import type {Ask} from '../../events/effect.ts';
import type {Turn} from '../../events/event.ts';
import type {Past} from '../../events/pass-over.ts';
import type {Disk, Journal} from '../../journal/append.ts';
import {bootId} from '../../journal/holder.ts';
import type {Lock} from '../../journal/lock.ts';
import {readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {RunEnd, RunHandle} from '../contract.ts';
import {actsAtHand} from './acts-at-hand.ts';
import {checkpoints, isReadWhole} from './checkpoints.ts';
import type {RunOptions} from './create-run.ts';
import type {FoldedRun} from './fold-run.ts';
import {keepLock, takenOver} from './locks/keep-lock.ts';
import type {RunLock} from './locks/run-lock.ts';
import type {LockWaiting} from './locks/wait-for-lock.ts';
import {type Loop, type LoopEnd, openLoop} from './loop.ts';
import {maskReport} from './mask-data.ts';
import {maskText} from './process/mask.ts';
import {openTerminals} from './process/terminals.ts';
import {type Answered, handleRequest} from './questions/handle-request.ts';
import {type QuestionWatch, watchQuestions} from './questions/watch-questions.ts';
import type {InHand, Run} from './run.ts';
import {runClock} from './run-clock.ts';
import {startEffect} from './start-effect.ts';

/** An engine to be started on a run that is kept. */
export interface EngineStart {
  readonly folder: string;
  /** Checked from the run's own copy of its files. */
  readonly runbook: Runbook;
  /** Who starts it. */
  readonly by: string;
  /** The version of the program. */
  readonly version: string;
  /** In place of what was decided when the run began. */
  readonly options?: RunOptions;
  /**
   * Asked of the run before it goes on, such as a rollback of one that has ended; where one would be refused no engine
   * is started.
   */
  readonly requests?: readonly ControlRequest[];
  /** Why a run that was left goes on although later runs of its runbook changed something since. */
  readonly overNewer?: string | undefined;
  /** Told what came of each of them. */
  readonly onReply?: (reply: ControlReply) => void;
  /** Told of each question that nothing answers beforehand. */
  readonly onQuestion?: (ask: Ask) => void;
  /** Leaves the run where all that it waits for is a person: nobody is here, and whoever answers takes it up again. */
  readonly leavesQuestions?: boolean;
  /** What a person typed for secrets, by their names. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Why the runbook's lock is taken from whoever holds it. */
  readonly takeLock?: string | undefined;
  readonly waiting?: LockWaiting;
  /** Milliseconds a command gets between TERM and KILL; 10 s if not given. */
  readonly grace?: number;
  /** Called for every turn, those already recorded first: what `follow` does, without reading the journal once more. */
  readonly onTurn?: (turn: Turn) => void;
  /** Where `onTurn` need not be told of the turns up to number `known`: `take` may be told in their place what they come to. */
  readonly past?: {readonly known: number; readonly take: (past: Past) => void};
  /** By how many bytes a journal grows until a checkpoint of it is kept; 2 MB if not given. */
  readonly checkpointEvery?: number;
  /** In place of the real disk under the journal, for a test. */
  readonly disk?: Disk;
}

/** All that an engine is made of. */
export interface Opened {
  readonly start: EngineStart;
  readonly folded: FoldedRun;
  /** The byte of the journal from which it was read. */
  readonly begin: number;
  readonly lock: Lock;
  readonly runLock: RunLock | undefined;
  readonly journal: Journal;
  readonly secrets: Run['secrets'];
}

/** The engine's part in one run: its loop, its socket and its locks. */
export class Engine implements RunHandle {
  readonly id: RunId;
  readonly ended: Promise<RunEnd>;
  readonly #opened: Opened;
  readonly #run: Run;
  readonly #loop: Loop;
  readonly #left = new AbortController();
  readonly #listeners = new Set<(turn: Turn) => void>();
  readonly #answered: Answered = new Map();
  readonly #questions: QuestionWatch | undefined;
  readonly #checkpoint: ReturnType<typeof checkpoints>;
  #server: ControlServer | undefined;
  #leaving: string | undefined;
  /** Whether the run's lock is somebody else's: nothing begins any more. */
  #lost = false;
  readonly #acts = actsAtHand();

  constructor(opened: Opened) {
    const {start, begin, folded, lock, runLock, journal, secrets} = opened;
    const {folder, runbook, grace} = start;
    const {state, seed, environment, resumed} = folded;
    this.#opened = opened;
    if (start.onTurn !== undefined) this.#listeners.add(start.onTurn);
    this.id = runId(state.started?.run ?? '');
    this.#questions = start.leavesQuestions === true ? watchQuestions(() => this.#run) : undefined;
    const growth = {begin, end: folded.end.position, every: start.checkpointEvery};
    this.#checkpoint = isReadWhole(runbook) ? () => undefined : checkpoints(folder, growth);
    const now = runClock(state.now, undefined, (by) => this.#clockWasSet(by));
    this.#loop = openLoop({
      runbook,
      state,
      now,
      record: (turn) => {
        if (!lock.held()) return fail('another engine has taken this run over');
        if (runLock?.local.held() === false) this.#loseLock(takenOver(runLock));
        const recorded = journal.append([turn]);
        return recorded.ok ? recorded : fail(recorded.error.message);
      },
      start: (effect) =>
        this.#lost ? NOTHING : this.#acts.add(startEffect(this.#run, effect, resumed.get(effect.key))),
      onTurn: (turn) => this.#recorded(turn),
    });
    this.#run = {
      folder,
      runbook,
      state,
      now,
      seed,
      environment,
      secrets,
      terminals: openTerminals(),
      options: start.options ?? folded.options,
      report: (report) => this.#loop.report(maskReport(report, secrets.forms())),
      unanswered: (ask) => this.#unanswered(ask),
      begin: startEffect,
      bug: (error) => this.#loop.end({is: 'bug', error}),
      leave: (because) => void this.leave(because),
      left: this.#left.signal,
      ...(grace !== undefined && {grace}),
    };
    this.ended = this.#loop.ended.then((end) => this.#close(end));
  }

  /** Takes the run up; `notes` are sentences for the record. */
  async begin(notes: readonly string[]): Promise<void> {
    const {start} = this.#opened;
    const {folder, by, version, overNewer} = start;
    const listening = await listenForRequests(folder, (request) => this.ask(request));
    if (listening.ok) this.#server = listening.value;
    else void this.#run.report({event: 'noted', message: `no other terminal can reach this run: ${listening.error}`});
    const host = hostname();
    const here = {host, boot: bootId(), pid: process.pid, by, version};
    const why = {
      ...(overNewer !== undefined && {overNewer}),
      ...(start.requests?.some(({ask}) => ask === 'answer') && {toAnswer: true as const}),
    };
    void this.#run.report({event: 'engine-started', ...here, ...why}).then(() => this.#loop.reconcileAll());
    for (const message of [...(this.#opened.runLock?.notes ?? []), ...notes])
      void this.#run.report({event: 'noted', message});
    this.#keepLock();
    for (const request of start.requests ?? []) void this.ask(request).then(start.onReply);
  }

  follow(listener: (turn: Turn) => void): () => void {
    readJournal(runFile(this.#opened.start.folder, 'journal'), listener);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told in a moment of its own: the clock is read while turns are written. */
  #clockWasSet(by: number): void {
    const how = `${by > 0 ? 'forward' : 'back'} by ${formatDuration(Math.round(Math.abs(by) / 1000) * 1000)}`;
    const message = `the machine's clock was set ${how}; the times of this run go on as before`;
    queueMicrotask(() => void this.#run.report({event: 'noted', message}));
  }

  ask(request: ControlRequest): Promise<ControlReply> {
    const over = this.#loop.ended.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return {ok: false, message: 'the run is over, or its engine has left it'};
    });
    return Promise.race([handleRequest(this.#run, this.#answered, request), over]);
  }

  async leave(because: string): Promise<void> {
    this.#leaving ??= because;
    const recorded = this.#run.report({event: 'engine-stopped', because});
    await Promise.race([recorded, this.#loop.ended]);
    this.#loop.end({is: 'left', because: this.#leaving});
    await this.ended.catch(() => {});
  }

  #unanswered(ask: Ask): void {
    this.#questions?.opened(ask);
    this.#opened.start.onQuestion?.(ask);
  }

  #keepLock(): void {
    const {runLock, start} = this.#opened;
    if (runLock === undefined) return;
    const {lock} = start.runbook;
    keepLock(runLock, {
      expires: lock?.shared?.expires,
      over: this.#left.signal,
      onLost: (message) => this.#loseLock(message),
    });
  }

  /** What runs is ended before this engine goes: it must not touch what another run has now. */
  #loseLock(message: string): void {
    if (this.#lost) return;
    this.#lost = true;
    void this.leave(`${message}; what was running is ended, and nothing more begins`);
  }

  #recorded(turn: Turn): void {
    this.#tell(turn);
    // What is kept after the last turn, nobody would tell of.
    if (this.#leaving !== undefined || this.#run.state.verdict !== undefined) return;
    const kept = this.#checkpoint(this.#opened.journal.size());
    if (kept !== undefined) void this.#run.report(kept);
  }

  /** Whoever only watches cannot harm the run. */
  #tell(turn: Turn): void {
    this.#questions?.turn();
    for (const listener of this.#listeners) {
      try {
        listener(turn);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }

  async #close(end: LoopEnd): Promise<RunEnd> {
    const {journal, lock, runLock} = this.#opened;
    if (this.#lost) await this.#acts.endAll();
    this.#left.abort();
    this.#questions?.stop();
    this.#server?.close();
    journal.close();
    if (end.is === 'ended') await runLock?.release();
    lock.release();
    if (end.is !== 'bug') return end;
    const message = worldFault(end.error);
    if (message !== undefined) return {is: 'broken', message: `the run cannot go on now: ${message}`};
    throw withoutSecrets(end.error, this.#opened.secrets.forms());
  }
}

/** What stands for an effect that is not begun any more. */
const NOTHING: InHand = {withdraw: () => {}};

/** An error whose words and trace may be written to a log. */
function withoutSecrets(error: unknown, forms: readonly string[]): unknown {
  if (!(error instanceof Error)) return error;
  const shown = new Error(maskText(error.message, forms));
  shown.stack = maskText(error.stack ?? error.message, forms);
  return shown;
}
