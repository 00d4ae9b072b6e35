import {askEngine} from '../../control/client.ts';
import type {RunEnd, RunHandle} from '../../engine/contract.ts';
import {dropRun} from '../../engine/local/create-run.ts';
import {type Refusal, startEngine} from '../../engine/local/start-engine.ts';
import type {RunEvent} from '../../events/event.ts';
import {followJournal} from '../../journal/follow.ts';
import {isHeld} from '../../journal/lock.ts';
import {type ExitStatus, exitStatus, statusAfter, statusOf} from '../exit-status.ts';
import {operator} from '../operator.ts';
import type {Terminal} from '../terminal.ts';
import {version} from '../version.ts';
import {type Printer, printerFor} from './print-run.ts';
import {listenForSignals} from './signals.ts';
import {type QuestionTeller, questionTeller} from './tell-questions.ts';
import {waitingText} from './waiting-text.ts';
import type {Watched} from './watch-run.ts';

/** Goes on with a run in this process and prints what happens, an event a line. */
export async function watchLines(watched: Watched, terminal: Terminal): Promise<ExitStatus> {
  const {kept, runbook, request, overNewer, fresh, call, typed = {}} = watched;
  const givenUp = new AbortController();
  const printer = printerFor(watched, terminal);
  const teller = questionTeller(kept.id, {first: request?.ask, say: terminal.err});
  const signals = listenForSignals(() => givenUp.abort());
  const started = await startEngine({
    folder: kept.folder,
    runbook,
    by: operator(),
    version,
    typed,
    overNewer,
    takeLock: call.value('take-lock'),
    onTurn: (turn) => {
      printer.take(turn);
      teller.onTurn(turn);
    },
    ...(printer.past && {past: printer.past}),
    onReply: teller.onReply,
    ...(!terminal.interactive && {leavesQuestions: true, onQuestion: teller.onQuestion}),
    waiting: {tell: (message) => terminal.err(waitingText(message)), givenUp: givenUp.signal},
    ...(request && {requests: [request]}),
  });
  signals.stop();
  if (started.ok) {
    const status = await followHere(started.value, {watched, printer, teller}, terminal);
    return teller.refused() ? exitStatus.refused : status;
  }
  if (started.error.why === 'engine') return followOther(watched, terminal);
  if (fresh === true) dropRun(kept.folder);
  terminal.err(`runbook: ${started.error.message}\n`);
  const signal = signals.received();
  return signal === undefined ? refusalStatus(started.error) : statusAfter(signal);
}

/** The exit status of an engine that could not be started. */
export function refusalStatus({why}: Refusal): ExitStatus {
  if (why === 'damaged' || why === 'disk') return exitStatus.engineStopped;
  return why === 'secret' ? exitStatus.invalid : exitStatus.refused;
}

interface Following {
  readonly watched: Watched;
  readonly printer: Printer;
  readonly teller: QuestionTeller;
}

async function followHere(
  handle: RunHandle,
  {watched, printer, teller}: Following,
  terminal: Terminal,
): Promise<ExitStatus> {
  const signals = listenForSignals((signal) => void handle.leave(`interrupted by ${signal}`));
  printer.begin();
  const end = await handle.ended;
  signals.stop();
  teller.end();
  if (end.is !== 'ended') return left(end, signals.received(), {watched, terminal});
  return printer.refused() && watched.request !== undefined ? exitStatus.refused : statusOf(end);
}

function left(
  end: RunEnd,
  signal: NodeJS.Signals | undefined,
  {watched, terminal}: {readonly watched: Watched; readonly terminal: Terminal},
): ExitStatus {
  const {id} = watched.kept;
  if (end.is === 'broken') terminal.err(`runbook: ${end.message}\n`);
  terminal.err(`The run can be resumed: runbook resume ${id}\n`);
  return signal === undefined ? statusOf(end) : statusAfter(signal);
}

/** Another engine is at work: asks it what is to be asked, and shows what it does. */
export async function followOther({kept, request, ...watched}: Watched, terminal: Terminal): Promise<ExitStatus> {
  const reply = request === undefined ? undefined : await askEngine(kept.folder, request);
  if (reply !== undefined && reply !== 'no engine' && !reply.ok) {
    terminal.err(`runbook: ${reply.message}\n`);
    return exitStatus.refused;
  }
  const printer = printerFor({kept, ...watched}, terminal);
  printer.begin();
  return new Promise((resolve) => {
    let over: ExitStatus | undefined;
    const finish = (status: ExitStatus) => {
      clearInterval(looking);
      stop();
      resolve(status);
    };
    const stop = followJournal(kept.folder, (turn) => {
      printer.take(turn);
      over = turn.events.reduce(endSeen, over);
      if (over !== undefined) setImmediate(() => over !== undefined && finish(over));
    });
    const looking = setInterval(() => {
      if (isHeld(kept.folder)) return;
      terminal.err(`runbook: the engine of this run is gone; go on with: runbook resume ${kept.id}\n`);
      finish(exitStatus.engineStopped);
    }, LOOK);
  });
}

/** Milliseconds between two looks whether the engine that is watched still lives. */
const LOOK = 1000;

/** The status with which an engine's part in the run has ended, unless another one has begun since. */
function endSeen(over: ExitStatus | undefined, event: RunEvent): ExitStatus | undefined {
  switch (event.event) {
    case 'run-ended':
      return statusOf({is: 'ended', verdict: event.verdict});
    case 'engine-stopped':
      return over ?? exitStatus.engineStopped;
    case 'engine-started':
      return undefined;
    default:
      return over;
  }
}
