import {createReadStream} from 'node:fs';
import {join} from 'node:path';
import {harmless} from '../../base/harmless.ts';
import {firstPath} from '../../events/first-path.ts';
import {outputExcerpts} from '../../journal/excerpt.ts';
import {ATTEMPT_FILES, latestAttemptFolder} from '../../journal/run-folder.ts';
import {clockOf} from '../../report/clock.ts';
import {elapsed} from '../../report/elapsed.ts';
import {failureLines} from '../../report/failure-lines.ts';
import type {Style} from '../../report/formats/contract.ts';
import {printedLines} from '../../report/printed-lines.ts';
import {answerLines, viaText} from '../../report/record/answer.ts';
import {attemptText} from '../../report/record/outcome-text.ts';
import type {AttemptRecord, RunRecord, StepRecord} from '../../report/record/record.ts';
import {estimateText, everyStep, tookOf} from '../../report/record/walk.ts';
import {type Paint, paintFor} from '../../report/style.ts';
import {wantedText} from '../../report/wanted-text.ts';
import type {Terminal} from '../terminal.ts';

/** A step of a run that is kept, and the attempts of it that are to be shown. */
export interface ShownStep {
  readonly record: RunRecord;
  readonly step: StepRecord;
  readonly attempts: readonly AttemptRecord[];
  readonly folder: string;
}

/** Bytes of each output that are shown; all of it is a flag away. */
const SHOWN_BYTES = 16 * 1024;

/** One step for people: its command, how it ended, what was expected, decided and captured, why it failed, its outputs. */
export function stepRecord(shown: ShownStep, style: Style): string {
  const {step, attempts} = shown;
  const {view, place, expected} = step;
  const paint = paintFor(style);
  const several = step.attempts.length > 1;
  const lines = [
    `${paint.bold(harmless(view.title))} ${paint.dim(`${view.path}${place === undefined ? '' : ` · ${place.file}:${place.line}`}`)}`,
    stateLine(shown),
    ...wantedLines(shown),
    ...(view.describes === undefined ? [] : [paint.cyan(harmless(view.describes, {lines: true}).trimEnd())]),
    ...section('expected:', harmless(expected ?? '', {lines: true}).split('\n'), paint),
    ...section(`decided (times in ${shown.record.view.timezone}):`, decisionLines(shown), paint),
    ...section('values:', valueLines(step), paint),
    ...failureLines(view, {style, paint}),
    ...attempts.flatMap((attempt) => [
      ...(several ? [paint.bold(attemptHead(attempt))] : []),
      ...outputLines(shown.folder, attempt, paint),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Writes both outputs of each attempt, whole and as they are; memory stays flat whatever their size. */
export async function writeOutput({folder, attempts}: ShownStep, terminal: Terminal): Promise<void> {
  for (const {key} of attempts) {
    const attempt = latestAttemptFolder(folder, key);
    if (attempt === undefined) continue;
    for (const name of ['stdout', 'stderr'] as const) await writeFile(join(attempt, ATTEMPT_FILES[name]), terminal);
  }
}

async function writeFile(file: string, terminal: Terminal): Promise<void> {
  try {
    for await (const piece of createReadStream(file, 'utf8')) await terminal.drained(piece);
  } catch (error) {
    // A request keeps no error output.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function section(head: string, lines: readonly string[], paint: Paint): readonly string[] {
  const said = lines.filter((line) => line !== '');
  return said.length === 0 ? [] : [paint.bold(head), ...said.map((line) => `  ${line}`)];
}

function stateLine({step, record}: ShownStep): string {
  const {view, attempts, estimate} = step;
  const took = view.state === 'skipped' ? '' : ` in ${elapsed(tookOf(step, record.view.at))}`;
  const expected = estimate === undefined ? '' : ` (estimated ${estimateText(estimate)})`;
  const count = attempts.length > 1 ? `, ${attempts.length} attempts` : '';
  const state = view.state === 'running' ? 'has not ended' : view.state;
  return `${state}${took}${expected}${count}${view.because === undefined ? '' : `: ${harmless(view.because)}`}`;
}

/** Who wanted a step to be done again; of a step that was, where that is found. */
function wantedLines({record, step: {view}}: ShownStep): readonly string[] {
  const wanted = wantedText(view);
  const again = everyStep(record.steps).filter(
    (each) => each.role === 'again' && firstPath(each.view.path) === view.path,
  );
  return [
    ...(wanted === undefined ? [] : [harmless(wanted)]),
    ...again.map((each) => `done again: runbook show ${record.view.run} '${each.view.path}'`),
  ];
}

function decisionLines({step, record}: ShownStep): readonly string[] {
  const clock = clockOf(record.view.timezone);
  return step.decisions.map((decision) => {
    const {at, by, why} = decision;
    const because = why === undefined ? '' : `, because ${why}`;
    return harmless(`${clock.time(at)} ${by} (${viaText(decision)}): ${answerLines(decision).join(', ')}${because}`);
  });
}

function valueLines({view}: StepRecord): readonly string[] {
  return Object.entries(view.captured).map(([name, value]) => `${name} = ${harmless(JSON.stringify(value))}`);
}

function attemptHead(attempt: AttemptRecord): string {
  const {what, number, startedAt, endedAt} = attempt;
  const took = endedAt === undefined ? '' : ` after ${elapsed(endedAt - startedAt)}`;
  return harmless(`${what === 'probe' ? 'probe' : 'attempt'} ${number}${took}: ${attemptText(attempt)}`);
}

function outputLines(folder: string, {key}: AttemptRecord, paint: Paint): readonly string[] {
  const {stdout, stderr} = outputExcerpts(folder, key, SHOWN_BYTES);
  return [
    ...section(stdout?.tail === undefined ? 'stdout:' : CUT, printedLines({...(stdout && {stdout})}), paint),
    ...section(
      stderr?.tail === undefined ? 'stderr:' : CUT.replace('stdout', 'stderr'),
      printedLines({...(stderr && {stderr})}),
      paint,
    ),
  ];
}

const CUT = `stdout (${SHOWN_BYTES / 1024} KiB of it; --output gives all):`;
