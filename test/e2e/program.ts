import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** The top of this project. */
export const project = join(import.meta.dirname, '..', '..');

/** The program as it is built: `npm test` builds it before the tests. */
export const program = join(project, 'dist', 'main.js');

/** How a program ended and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Where and with what a program is started. */
export interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A new private folder, given to `use` and removed afterwards whatever happens. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-e2e-')));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true, maxRetries: 3});
  }
}

/** An environment in which nothing of the person who runs the tests counts; everything is kept below `folder`. */
export function bareEnvironment(folder: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUNBOOK_STATE: join(folder, 'state'), ...more};
}

/** Starts the program without a terminal and without input; `ended` resolves when it and its outputs are closed. */
export function start(
  words: readonly string[],
  {cwd, env}: Place,
): {readonly child: ChildProcess; readonly ended: Promise<Ended>} {
  return startNode([program, ...words], {cwd, env});
}

/** Starts Node with `words`, as `start` does. */
export function startNode(
  words: readonly string[],
  {cwd, env}: Place,
): {readonly child: ChildProcess; readonly ended: Promise<Ended>} {
  const child = spawn(process.execPath, words, {cwd, env, stdio: ['ignore', 'pipe', 'pipe']});
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({status, signal, out, err}));
  });
  return {child, ended};
}

/** Runs the program to its end. */
export function runbook(words: readonly string[], place: Place): Promise<Ended> {
  return start(words, place).ended;
}
