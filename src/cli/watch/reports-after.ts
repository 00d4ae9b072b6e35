import {summaryOf} from '../../journal/runs.ts';
import {reportOn} from '../record/run-report.ts';
import {saveReport} from '../record/save-report.ts';
import {addToSummary} from '../record/step-summary.ts';
import type {Terminal} from '../terminal.ts';
import {formatOf} from './run-options.ts';
import type {Watched} from './watch-run.ts';

/**
 * Writes the reports that were asked for with `--report`, and in a job of GitHub Actions its summary. What cannot be
 * written is said, and does not change how the run ended.
 */
export async function reportsAfter({kept, call}: Watched, terminal: Terminal): Promise<void> {
  const asked = call.values('report');
  const summary = formatOf(call, terminal) === 'github';
  if (asked.length === 0 && !summary) return;
  const run = summaryOf(kept.folder);
  // An engine that could not be started left no run to report on.
  if (run === undefined) return;
  if (terminal.interactive && run.running && run.verdict === undefined) {
    terminal.err(`No report was written yet; when the run is over: runbook report ${kept.id}\n`);
    return;
  }
  for (const each of asked) {
    const at = each.indexOf('=');
    await save({folder: kept.folder, format: each.slice(0, at), file: each.slice(at + 1)}, terminal);
  }
  if (summary) await addToSummary(() => markdownOf(kept.folder), terminal);
}

interface Wanted {
  readonly folder: string;
  readonly format: string;
  readonly file: string;
}

async function save({folder, format, file}: Wanted, terminal: Terminal): Promise<void> {
  const written = await reportOn(folder, format);
  const saved = written.ok ? saveReport(file, written.value.text, terminal.cwd) : written;
  if (!saved.ok) terminal.err(`runbook: the report "${file}" was not written: ${saved.error}\n`);
}

async function markdownOf(folder: string): Promise<string | undefined> {
  const written = await reportOn(folder, 'markdown');
  return written.ok ? written.value.text : undefined;
}
