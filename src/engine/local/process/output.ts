import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {join} from 'node:path';
import {limits, sizeText} from '../../../base/limits.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';
import type {Output} from '../../../kinds/steps/contract.ts';

const MARK_BYTES = 1 << 20;
const TAIL_BYTES = 64 * 1024;

/** The output of an attempt, read from its files when asked for. */
export function outputOf(folder: string): Output {
  const stdout = join(folder, ATTEMPT_FILES.stdout);
  const stderr = join(folder, ATTEMPT_FILES.stderr);
  return {
    text: (which) => (which === 'output' ? bothTexts(folder) : textOf(which === 'stdout' ? stdout : stderr, which)),
    tail: (lines) => {
      const [out, err] = [stdout, stderr].map((file) => lastLines(file, lines));
      return [...(out ?? []), ...(err ?? [])].slice(-lines);
    },
  };
}

function textOf(file: string, name: string): Result<string, EvaluationFault> {
  const bytes = within(file, 0, limits.capture + 1);
  if (bytes.length > limits.capture) return fail({message: tooLong(name)});
  return ok(bytes.toString('utf8'));
}

/** Why an output cannot be captured. */
export function tooLong(name: string): string {
  return `${name} is longer than ${sizeText(limits.capture)}, the most that can be captured`;
}

/** Both streams, in the order in which they were seen to grow. */
function bothTexts(folder: string): Result<string, EvaluationFault> {
  const out = within(join(folder, ATTEMPT_FILES.stdout), 0, limits.capture + 1);
  const err = within(join(folder, ATTEMPT_FILES.stderr), 0, limits.capture + 1);
  if (out.length + err.length > limits.capture) return fail({message: tooLong('the output')});
  const pieces: Buffer[] = [];
  let [outAt, errAt] = [0, 0];
  for (const [, outEnd, errEnd] of [...marksOf(folder), [0, out.length, err.length] as const]) {
    pieces.push(out.subarray(outAt, outEnd), err.subarray(errAt, errEnd));
    [outAt, errAt] = [Math.max(outAt, outEnd), Math.max(errAt, errEnd)];
  }
  return ok(Buffer.concat(pieces).toString('utf8'));
}

/** How far both outputs had grown, and when: milliseconds since the command began, bytes of stdout, bytes of stderr. */
export function marksOf(folder: string): readonly (readonly [number, number, number])[] {
  const text = within(join(folder, ATTEMPT_FILES.marks), 0, MARK_BYTES).toString('utf8');
  return text.split('\n').flatMap((line) => {
    const [, ms, out, err] = /^\[(\d+),(\d+),(\d+)\]$/.exec(line) ?? [];
    return err === undefined ? [] : [[Number(ms), Number(out), Number(err)] as const];
  });
}

function lastLines(file: string, lines: number): readonly string[] {
  const text = within(file, -TAIL_BYTES, TAIL_BYTES).toString('utf8').replace(/\n$/, '');
  return text === '' ? [] : text.split('\n').slice(-lines);
}

/** `length` bytes of a file from `start` on, counted from its end if negative; none where there is no file. */
function within(file: string, start: number, length: number): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return Buffer.alloc(0);
  }
  try {
    const {size} = fstatSync(descriptor);
    const from = start < 0 ? Math.max(0, size + start) : start;
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
  } finally {
    closeSync(descriptor);
  }
}
