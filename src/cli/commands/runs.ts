import {listRuns, type RunSummary} from '../../journal/runs.ts';
import {elapsed} from '../../report/elapsed.ts';
import {harmless} from '../../report/harmless.ts';
import {type Paint, paintFor} from '../../report/style.ts';
import {headline} from '../../report/verdict-lines.ts';
import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';

/** Lists runs, the newest first. */
export const runs: Command = {
  usage: '[--runbook NAME] [--limit N]',
  about: 'Lists runs, the newest first: what became of them, when, how long they took and who started them.',
  options: {
    runbook: {takes: 'NAME', about: 'only runs of this runbook'},
    limit: {short: 'n', takes: 'N', about: 'at most so many (20)'},
    json: {about: 'as JSON, all of them unless --limit says less'},
  },
  positionals: [],
  examples: [['runbook runs --runbook production-deploy', 'the runs of one runbook']],
  run: async (call, terminal) => {
    const wanted = call.value('runbook');
    const json = call.flag('json');
    const limit =
      call.value('limit') === undefined ? (json ? Number.POSITIVE_INFINITY : 20) : Number(call.value('limit'));
    if (Number.isNaN(limit) || limit < 1) {
      terminal.err(`runbook runs: --limit takes a number from 1, not "${call.value('limit')}"\n`);
      return exitStatus.invalid;
    }
    const all = listRuns().filter((run) => wanted === undefined || run.runbook === wanted);
    const shown = all.slice(0, limit);
    if (json) terminal.out(`${JSON.stringify(shown.map(asJson), null, 2)}\n`);
    else if (shown.length === 0) terminal.out('There is no run yet.\n');
    else terminal.out(tableOf(shown, paintFor(terminal)));
    return exitStatus.done;
  },
};

/** What became of a run, in a word or two. */
export function stateText(run: RunSummary): string {
  if (run.verdict !== undefined) return headline(run.verdict);
  return run.running ? 'Running' : 'Left (can be resumed)';
}

function asJson(run: RunSummary) {
  const {verdict, ...rest} = run;
  return {
    ...rest,
    startedAt: new Date(run.startedAt).toISOString(),
    lastAt: new Date(run.lastAt).toISOString(),
    state: verdict?.is ?? (run.running ? 'running' : 'left'),
    ...(verdict && {verdict}),
  };
}

function tableOf(shown: readonly RunSummary[], paint: Paint): string {
  const rows = shown.map((run) => [
    run.id,
    stateText(run),
    new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' '),
    elapsed(run.lastAt - run.startedAt),
    harmless(run.by),
    harmless(run.runbook),
  ]);
  const head = ['RUN', 'STATE', 'STARTED (UTC)', 'TOOK', 'BY', 'RUNBOOK'];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${paint.dim(line(head))}\n${rows.map((row) => `${line(row)}\n`).join('')}`;
}
