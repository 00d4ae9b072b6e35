import {closeSync, createReadStream, fstatSync, openSync, readSync} from 'node:fs';
import {join} from 'node:path';
import type {StepView} from '../events/view.ts';
import {ATTEMPT_FILES} from '../journal/run-folder.ts';
import {elapsed} from '../report/elapsed.ts';
import {failureLines} from '../report/failure-lines.ts';
import type {Style} from '../report/formats/contract.ts';
import {harmless} from '../report/harmless.ts';
import {type Paint, paintFor} from '../report/style.ts';
import type {Terminal} from './terminal.ts';

/** One step for people: its command, how it ended, its values, why it failed, the ends of its outputs. */
export function stepRecord(step: StepView, attempt: string | undefined, style: Style): string {
  const paint = paintFor(style);
  const captured = Object.entries(step.captured).map(
    ([name, value]) => `  ${name} = ${harmless(JSON.stringify(value))}`,
  );
  const lines = [
    `${paint.bold(harmless(step.title))} ${paint.dim(step.path)}`,
    stateLine(step),
    ...(step.describes === undefined ? [] : [paint.cyan(harmless(step.describes, {lines: true}).trimEnd())]),
    ...(captured.length === 0 ? [] : ['values:', ...captured]),
    ...failureLines(step, {style, paint}),
    ...(attempt === undefined ? [] : outputLines(attempt, paint)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Writes both outputs of an attempt, whole and as they are; memory stays flat whatever their size. */
export async function writeOutput(attempt: string | undefined, terminal: Terminal): Promise<void> {
  if (attempt === undefined) return;
  for (const name of ['stdout', 'stderr'] as const) {
    for await (const piece of createReadStream(join(attempt, ATTEMPT_FILES[name]), 'utf8'))
      await terminal.drained(piece);
  }
}

function stateLine(step: StepView): string {
  const took = step.endedAt === undefined ? '' : ` in ${elapsed(step.endedAt - step.startedAt)}`;
  const attempts = step.attempts > 1 ? `, ${step.attempts} attempts` : '';
  return `${step.state}${took}${attempts}${step.because === undefined ? '' : `: ${harmless(step.because)}`}`;
}

const SHOWN_BYTES = 16 * 1024;

/** The ends of both outputs, made harmless; the whole is a flag away. */
function outputLines(attempt: string, paint: Paint): readonly string[] {
  return (['stdout', 'stderr'] as const).flatMap((name) => {
    const {text, cut} = endOf(join(attempt, ATTEMPT_FILES[name]));
    if (text === '') return [];
    const note = cut ? ` (the last ${SHOWN_BYTES / 1024} KiB; --output gives all)` : '';
    const lines = harmless(text, {lines: true}).trimEnd().split('\n');
    return [paint.bold(`${name}${note}:`), ...lines.map((line) => `  ${line}`)];
  });
}

function endOf(file: string): {readonly text: string; readonly cut: boolean} {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const {size} = fstatSync(descriptor);
      const bytes = Buffer.alloc(Math.min(size, SHOWN_BYTES));
      readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
      return {text: bytes.toString('utf8'), cut: size > SHOWN_BYTES};
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return {text: '', cut: false};
  }
}
