import {askEngine} from '../../control/client.ts';
import type {ControlRequest} from '../../control/request.ts';
import {dropRun, type KeptRun} from '../../engine/local/create-run.ts';
import {type RunSummary, summaryOf} from '../../journal/runs.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Call} from '../command.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {type TypedSecrets, typeSecrets} from '../prepare/prompt-secrets.ts';
import type {Terminal} from '../terminal.ts';

/** A run to be gone on with while somebody watches. */
export interface Watched {
  readonly runbook: Runbook;
  readonly kept: KeptRun;
  readonly call: Call;
  /** What was known of the run when it was named: what was done until then is not printed line by line again. */
  readonly summary?: RunSummary;
  /** Asked of the run first, such as a rollback. */
  readonly request?: ControlRequest;
  /** Why it goes on although later runs of its runbook changed something since it was left. */
  readonly overNewer?: string | undefined;
  /** Whether it was made just now: if no engine can be started on it, nothing of it is kept. */
  readonly fresh?: boolean;
  /** What was typed for secrets. */
  readonly typed?: TypedSecrets;
}

/**
 * Goes on with a run and shows it to its end: at a terminal by a screen beside an engine of its own, which outlives the
 * screen; else in this process, line by line.
 */
export async function watchRun(watched: Watched, terminal: Terminal): Promise<ExitStatus> {
  const {call} = watched;
  const typed = await typeSecrets(watched, terminal);
  if (!typed.ok) {
    if (watched.fresh === true) dropRun(watched.kept.folder);
    return typed.error;
  }
  const all = {...watched, typed: typed.value};
  const lines = !terminal.interactive || call.flag('json') || call.value('format') !== undefined;
  const status = lines
    ? await (await import('./watch-lines.ts')).watchLines(all, terminal)
    : await (await import('./watch-screen.ts')).watchScreen(all, terminal);
  await (await import('./reports-after.ts')).reportsAfter(watched, terminal);
  return status;
}

/** Shows a run to its end, or until it is left, where an engine is at work on it; starts none. */
export async function attachTo(watched: Watched, terminal: Terminal): Promise<ExitStatus> {
  const {call, kept} = watched;
  if ((await askEngine(kept.folder, {ask: 'hello'})) === 'no engine') return nothingToSee(kept, terminal);
  const lines = !terminal.interactive || call.flag('json') || call.value('format') !== undefined;
  const status = lines
    ? await (await import('./watch-lines.ts')).followOther(watched, terminal)
    : await (await import('./watch-screen.ts')).showRun(watched, terminal);
  await (await import('./reports-after.ts')).reportsAfter(watched, terminal);
  return status;
}

function nothingToSee({id, folder}: KeptRun, terminal: Terminal): ExitStatus {
  const ended = summaryOf(folder)?.verdict !== undefined;
  const what = ended ? `run ${id} has ended; see it with: runbook show ${id}` : undefined;
  terminal.err(
    `runbook attach: ${what ?? `nothing is at work on run ${id}; go on with it: runbook resume ${id}; or end it: runbook stop ${id}`}\n`,
  );
  return ended ? exitStatus.invalid : exitStatus.refused;
}
