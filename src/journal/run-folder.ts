import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {join} from 'node:path';

/** The files of a run's folder that are not an attempt's. */
export const RUN_FILES = {
  journal: 'journal.jsonl',
  reserve: 'reserve',
  /** What the journal had come to at one of its records; only a long one has it. */
  checkpoint: 'checkpoint',
  /** The runbook's files as they were when the run began: a list of `{name, text}`. */
  files: 'files.json',
  /** The same of a corrected runbook, until the journal tells of it. */
  corrected: 'corrected.json',
  /** What `files` held before each correction, the oldest first. */
  earlier: 'earlier.json',
  /** What was inherited from the operator's environment. */
  environment: 'environment.json',
  /** What the operator decided beforehand: answers, `--yes`. */
  options: 'options.json',
  /** What attempts' tokens are made from; private. */
  seed: 'seed',
  /** What the shells around the attempts' commands had to say themselves. */
  wrappers: 'wrappers',
  /** What monitors are measured by, each removed at once: nothing that is there outlives its engine. */
  samples: 'samples',
  /** Empty: what is written there for a moment tells whether the disk is full. */
  room: 'room',
  /** Where the running engine listens. */
  socket: 'socket',
} as const;

/** The files of an attempt's folder. */
export const ATTEMPT_FILES = {
  stdout: 'stdout',
  stderr: 'stderr',
  /** Thirty-one blanks and a newline until the exit status is written over them. */
  exit: 'exit',
  /** The fence: whoever makes it decides whether the command runs. */
  started: 'started',
  command: 'command',
  stdin: 'stdin',
  /** Why the engine ended the command; written before the first signal. */
  killed: 'killed',
  /** `[ms, bytes of stdout, bytes of stderr]` a line, as the outputs grew. */
  marks: 'marks',
} as const;

/** The path of a file of the run's folder. */
export function runFile(folder: string, file: keyof typeof RUN_FILES): string {
  return join(folder, RUN_FILES[file]);
}

/** The folder of the `start`-th try to start the effect `key` (from 1): more than one only if earlier ones never started. */
export function attemptFolder(folder: string, key: string, start = 1): string {
  const words = key.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '');
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 10);
  return join(folder, 'attempts', `${words.slice(-60)}-${digest}${start === 1 ? '' : `.${start}`}`);
}

/** The folder in which the output of the effect `key` is, or undefined where nothing was started. */
export function latestAttemptFolder(folder: string, key: string): string | undefined {
  let latest: string | undefined;
  for (let start = 1; ; start += 1) {
    const attempt = attemptFolder(folder, key, start);
    if (!existsSync(attempt)) return latest;
    latest = attempt;
  }
}
