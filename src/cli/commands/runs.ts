import {harmless} from '../../base/harmless.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import {listRuns, type RunSummary} from '../../journal/runs.ts';
import {elapsed} from '../../report/elapsed.ts';
import {type Paint, paintFor} from '../../report/style.ts';
import {headline} from '../../report/verdict-lines.ts';
import type {Call, Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {parseMoment} from '../prepare/moment.ts';

const STATES = ['running', 'left', 'succeeded', 'failed', 'stopped', 'rolled-back', 'rollback-failed', 'copy'] as const;

/** Lists runs, the newest first. */
export const runs: Command = {
  usage: '[--runbook NAME] [--status STATUS] [--by NAME] [--since WHEN] [--until WHEN]',
  about: `Lists runs, the newest first: what became of them, when, how long they took and who started them. WHEN is a day or a
time, as in 2025-11-21 or 2025-11-21T14:00Z, or how long ago, as in 2d.`,
  options: {
    runbook: {takes: 'NAME', about: 'only runs of this runbook'},
    status: {takes: 'STATUS', values: STATES, multiple: true, about: `only those that are: ${STATES.join(', ')}`},
    by: {takes: 'NAME', about: 'only those that this person started'},
    since: {takes: 'WHEN', about: 'only those that began then or later'},
    until: {takes: 'WHEN', about: 'only those that began before'},
    limit: {short: 'n', takes: 'N', about: 'at most so many (20)'},
    json: {about: 'as JSON, all of them unless --limit says less'},
  },
  positionals: [],
  examples: [
    ['runbook runs --runbook production-deploy', 'the runs of one runbook'],
    ['runbook runs --status failed --status rolled-back --since 30d', 'what went wrong lately'],
  ],
  run: async (call, terminal) => {
    const filter = filterOf(call, Date.now());
    if (!filter.ok) {
      terminal.err(`runbook runs: ${filter.error}\n`);
      return exitStatus.invalid;
    }
    const {matches, limit} = filter.value;
    const shown = listRuns().filter(matches).slice(0, limit);
    if (call.flag('json')) terminal.out(`${JSON.stringify(shown.map(asJson), null, 2)}\n`);
    else if (shown.length === 0) terminal.out(isNarrowed(call) ? 'No run is like that.\n' : 'There is no run yet.\n');
    else terminal.out(tableOf(shown, paintFor(terminal)));
    return exitStatus.done;
  },
};

interface Filter {
  readonly matches: (run: RunSummary) => boolean;
  readonly limit: number;
}

function filterOf(call: Call, now: number): Result<Filter, string> {
  const [runbook, by] = [call.value('runbook'), call.value('by')];
  const states = call.values('status');
  const limit = call.value('limit') ?? (call.flag('json') ? 'Infinity' : '20');
  if (!(Number(limit) >= 1)) return fail(`--limit takes a number from 1, not "${limit}"`);
  const moments: Record<'since' | 'until', number> = {since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY};
  for (const name of ['since', 'until'] as const) {
    const text = call.value(name);
    const moment = text === undefined ? moments[name] : parseMoment(text, now);
    if (moment === undefined)
      return fail(`--${name} takes a day, a time or how long ago (2025-11-21, 2d), not "${text}"`);
    moments[name] = moment;
  }
  const matches = (run: RunSummary) =>
    (runbook === undefined || run.runbook === runbook) &&
    (by === undefined || run.by === by) &&
    (states.length === 0 || states.includes(stateOf(run))) &&
    run.startedAt >= moments.since &&
    run.startedAt < moments.until;
  return ok({matches, limit: Number(limit)});
}

function isNarrowed(call: Call): boolean {
  return ['runbook', 'status', 'by', 'since', 'until'].some((name) => call.flag(name));
}

function stateOf(run: RunSummary): (typeof STATES)[number] {
  if (run.copyOf !== undefined) return 'copy';
  return run.verdict?.is ?? (run.running ? 'running' : 'left');
}

/** What became of a run, in a word or two. */
export function stateText(run: RunSummary): string {
  if (run.copyOf !== undefined) return harmless(`Copy of ${run.copyOf}`);
  if (run.verdict !== undefined) return headline(run.verdict);
  return run.running ? 'Running' : 'Left (can be resumed)';
}

function asJson(run: RunSummary) {
  const {verdict, ...rest} = run;
  return {
    ...rest,
    startedAt: new Date(run.startedAt).toISOString(),
    lastAt: new Date(run.lastAt).toISOString(),
    state: stateOf(run),
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
