import {findRun} from '../../journal/runs.ts';
import type {ListedReport} from '../../report/formats/report-format.ts';
import {reports} from '../../report/formats/reports.ts';
import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {runPrefix} from '../record/run-record.ts';
import {reportOn} from '../record/run-report.ts';
import {saveReport} from '../record/save-report.ts';

/** Writes down what a run did, for readers who were not there. */
export const report: Command = {
  usage: '[RUN] [--format FORMAT] [-o FILE]',
  about: `Writes a report on a run: what was done, by whom, when, what was expected and what was the case, every output, decision,
measurement and message, and what is still to be done. html is one page that loads nothing and goes into a file of its
own, report-RUN.html if no other is named; markdown and junit go to standard output. Without a name, the newest run.`,
  options: {
    format: {
      takes: 'FORMAT',
      values: Object.keys(reports),
      about: `${Object.entries(reports)
        .map(([name, {summary}]) => `${name}: ${summary}`)
        .join('; ')} (html)`,
    },
    out: {short: 'o', takes: 'FILE', about: 'where to; - is standard output'},
  },
  positionals: ['[RUN]'],
  examples: [
    ['runbook report 7f3k', 'a page on the run, named by the beginning of its id'],
    ['runbook report --format markdown', 'the newest run, to be pasted into an issue'],
    ['runbook report 7f3k --format junit -o run.xml', 'for a CI server'],
  ],
  run: async (call, terminal) => {
    const prefix = runPrefix(call.positionals[0]);
    const found = prefix.ok ? findRun(prefix.value) : prefix;
    if (!found.ok) {
      terminal.err(`runbook report: ${found.error}\n`);
      return exitStatus.invalid;
    }
    const {id, folder} = found.value;
    const format = call.value('format') ?? 'html';
    const written = await reportOn(folder, format);
    if (!written.ok) {
      terminal.err(`runbook report: ${written.error}\n`);
      return exitStatus.engineStopped;
    }
    const {text, extension, damages, unmasked} = written.value;
    if (unmasked !== undefined) terminal.err(`runbook report: ${unmasked}\n`);
    for (const damage of damages) terminal.err(`runbook report: ${damage}\n`);
    const file = call.value('out') ?? (isDocument(format) ? `report-${id}.${extension}` : '-');
    if (file === '-') {
      await terminal.drained(text);
      return damages.length === 0 ? exitStatus.done : exitStatus.engineStopped;
    }
    const saved = saveReport(file, text, terminal.cwd);
    if (saved.ok) terminal.out(`${saved.value}\n`);
    else terminal.err(`runbook report: ${saved.error}\n`);
    if (!saved.ok) return exitStatus.failed;
    return damages.length === 0 ? exitStatus.done : exitStatus.engineStopped;
  },
};

function isDocument(format: string): boolean {
  return (reports as Readonly<Record<string, ListedReport>>)[format]?.document === true;
}
