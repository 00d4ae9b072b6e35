import {spawn} from 'node:child_process';
import {closeSync, openSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {askEngine} from '../../control/client.ts';
import {type ExitStatus, exitStatus, statusAfter, statusOf} from '../exit-status.ts';
import {operator} from '../operator.ts';
import type {Terminal} from '../terminal.ts';
import {shownOutput} from './shown-output.ts';
import {listenForSignals} from './signals.ts';
import {waitingText} from './waiting-text.ts';
import type {Watched} from './watch-run.ts';

/** Shows a run by a screen; the engine is a process of its own, so that the screen can be left. */
export async function watchScreen(watched: Watched, terminal: Terminal): Promise<ExitStatus> {
  const {kept, request} = watched;
  const engine = await askEngine(kept.folder, request ?? {ask: 'hello'});
  if (engine === 'no engine') {
    const failed = await spawnEngine(watched, terminal);
    if (failed !== undefined) return failed;
  } else if (!engine.ok) {
    terminal.err(`runbook: ${engine.message}\n`);
    return exitStatus.refused;
  }
  return showRun(watched, terminal);
}

/** Shows a run by a screen. A signal ends the screen and not the run, whose engine is another process. */
export async function showRun({kept, runbook, call}: Watched, terminal: Terminal): Promise<ExitStatus> {
  const left = new AbortController();
  let lent = false;
  // Ctrl-C in a terminal that is given to a command is meant for the command.
  const signals = listenForSignals((signal) => (signal !== 'SIGINT' || !lent) && left.abort());
  const {showScreen} = await import('../../tui/screen.tsx');
  const {folder} = kept;
  const shown = await showScreen({
    folder,
    runbook,
    terminal,
    ask: askEngine,
    by: operator(),
    record: {verbose: call.flag('verbose'), quiet: call.flag('quiet'), output: shownOutput(folder)},
    left: left.signal,
    onLent: (now) => {
      lent = now;
    },
  });
  signals.stop();
  const signal = signals.received();
  switch (shown.is) {
    case 'ended':
      return statusOf(shown);
    case 'detached':
      terminal.out(`Run ${kept.id} goes on in the background; see it again: runbook attach ${kept.id}\n`);
      return signal === undefined ? exitStatus.done : statusAfter(signal);
    case 'interrupted':
      terminal.err(`The run was left; a command that was running goes on. Resume it: runbook resume ${kept.id}\n`);
      return exitStatus.interrupted;
    case 'engine-lost':
      terminal.err(`runbook: ${shown.because}; go on with: runbook resume ${kept.id}\n`);
      return exitStatus.engineStopped;
  }
}

/** Starts the engine; gives an exit status only if it could not begin. */
async function spawnEngine(
  {kept, request, overNewer, fresh, call, typed = {}}: Watched,
  terminal: Terminal,
): Promise<ExitStatus | undefined> {
  const log = join(kept.folder, 'engine.log');
  const descriptor = openSync(log, 'a', 0o600);
  const force = call.value('take-lock');
  const words = [
    'engine',
    kept.id,
    ...(request === undefined ? [] : ['--request', JSON.stringify(request)]),
    ...(force === undefined ? [] : [`--take-lock=${force}`]),
    ...(overNewer === undefined ? [] : [`--over-newer=${overNewer}`]),
  ];
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...words], {
    detached: true,
    stdio: ['ignore', 'ignore', descriptor, 'ipc'],
  });
  closeSync(descriptor);
  // Over the channel between the two processes: neither an argument nor a file.
  child.send({typed}, () => {});
  // Nothing has begun yet: whoever gives up waiting gives up the run.
  const signals = listenForSignals(() => child.kill('SIGTERM'));
  const status = await new Promise<ExitStatus | undefined>((resolve) => {
    child.on('message', (said: 'started' | {readonly waiting: string}) => {
      if (said === 'started') resolve(undefined);
      else terminal.err(waitingText(said.waiting));
    });
    child.once('exit', (code) => {
      const signal = signals.received();
      resolve((code ?? (signal === undefined ? exitStatus.bug : statusAfter(signal))) as ExitStatus);
    });
  });
  signals.stop();
  if (child.connected) child.disconnect();
  child.unref();
  if (status === undefined) return undefined;
  terminal.err(readFileSync(log, 'utf8'));
  if (fresh === true) rmSync(kept.folder, {recursive: true, force: true});
  return status;
}
