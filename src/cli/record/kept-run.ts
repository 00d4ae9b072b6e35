import {fail, ok, type Result} from '../../base/result.ts';
import type {KeptRun} from '../../engine/local/create-run.ts';
import {settleCorrection} from '../../engine/local/edit-run.ts';
import {whyCopied} from '../../journal/copied-run.ts';
import {findRun, listRuns, type RunSummary, summaryOf} from '../../journal/runs.ts';
import type {Runbook} from '../../model/runbook.ts';
import {printDiagnostics} from '../diagnostics.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {operator} from '../operator.ts';
import type {Terminal} from '../terminal.ts';
import {runbookOf} from './run-record.ts';

/** A run that is kept, with its own copy of its runbook. */
export interface Kept {
  readonly kept: KeptRun;
  readonly runbook: Runbook;
  readonly summary: RunSummary;
}

/** The run named by the beginning of its id, or the newest that has not ended; what is wrong is printed. */
export async function keptRun(
  command: string,
  prefix: string | undefined,
  terminal: Terminal,
): Promise<Result<Kept, ExitStatus>> {
  const found = prefix === undefined ? newestOpen() : findRun(prefix);
  if (!found.ok) {
    terminal.err(`runbook ${command}: ${found.error}\n`);
    return fail(exitStatus.invalid);
  }
  const summary = summaryOf(found.value.folder);
  if (summary === undefined) {
    terminal.err(`runbook ${command}: run ${found.value.id} has no record that can be read\n`);
    return fail(exitStatus.engineStopped);
  }
  const copied = whyCopied(found.value.folder);
  if (copied !== undefined) {
    terminal.err(`runbook ${command}: run ${found.value.id}: ${copied}\n`);
    return fail(exitStatus.refused);
  }
  if (!summary.running) settleCorrection(found.value.folder, operator());
  const runbook = await runbookOf(found.value.folder);
  if (runbook.ok) return ok({kept: found.value, runbook: runbook.value, summary});
  printDiagnostics(runbook.error, terminal);
  return fail(exitStatus.invalid);
}

function newestOpen(): Result<KeptRun, string> {
  const open = listRuns().find((run) => run.verdict === undefined && run.copyOf === undefined);
  return open === undefined ? fail('there is no run that has not ended; "runbook runs" lists them all') : ok(open);
}
