import {fail, ok, type Result} from '../../base/result.ts';
import {editRun} from '../../engine/local/edit-run.ts';
import {emptyView, observe} from '../../events/observe.ts';
import type {Runbook} from '../../model/runbook.ts';
import {correctionLines} from '../../report/correction-lines.ts';
import {plural, printDiagnostics} from '../diagnostics.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {operator} from '../operator.ts';
import type {Kept} from '../record/kept-run.ts';
import {runbookOf, turnsOf} from '../record/run-record.ts';
import type {Terminal} from '../terminal.ts';
import {findRunbook, loadRunbook} from './load.ts';

/** Puts the corrected runbook in `file` in place of a run's, and says what that changes; whatever is wrong is printed. */
export async function correctRun(
  {kept, runbook: before}: Kept,
  {file, overNewer}: {readonly file: string; readonly overNewer: string | undefined},
  terminal: Terminal,
): Promise<Result<Runbook, ExitStatus>> {
  const found = findRunbook(file, terminal.cwd);
  if (!found.ok) return refuse([found.error], terminal, exitStatus.invalid);
  const loaded = await loadRunbook(found.value, terminal.cwd);
  if (!loaded.ok) {
    printDiagnostics(loaded.error, terminal);
    terminal.err(`${plural(loaded.error.length, 'error')}; nothing was changed\n`);
    return fail(exitStatus.invalid);
  }
  const after = loaded.value.runbook;
  const view = turnsOf(kept.folder).turns.reduce(observe, emptyView());
  const edited = editRun({folder: kept.folder, before, after, by: operator(), overNewer});
  if (!edited.ok) return refuse(edited.error, terminal, exitStatus.refused);
  for (const line of correctionLines({before, after, view, rebased: edited.value})) terminal.err(`${line}\n`);
  const corrected = await runbookOf(kept.folder);
  return corrected.ok ? ok(corrected.value) : fail(exitStatus.engineStopped);
}

function refuse(problems: readonly string[], terminal: Terminal, status: ExitStatus): Result<never, ExitStatus> {
  terminal.err('runbook resume: the run cannot go on by it; nothing was changed\n');
  for (const problem of problems) terminal.err(`  ${problem}\n`);
  return fail(status);
}
