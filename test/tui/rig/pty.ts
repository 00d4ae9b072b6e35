import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {spawn} from '@lydell/node-pty';
import type {RunEvent} from '../../../src/events/event.ts';
import {readJournal} from '../../../src/journal/read.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {bareEnvironment, type Place, program} from '../../e2e/program.ts';
import {type Emulator, emulator} from './emulator.ts';

/** The program at a terminal of its own: a pseudo-terminal with an emulator on its other side. */
export interface PtyProgram extends Emulator {
  readonly type: (keys: string) => void;
  /** Resolves with how it ended. */
  readonly ended: Promise<{readonly status: number; readonly signal: number | undefined}>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Everything that was written to the terminal. */
  readonly raw: () => string;
}

/** Milliseconds after which a test gives up; only a test that fails waits for as long. */
const PATIENCE_MS = 60_000;

/** Starts the built program with `words` at a terminal of this size. */
export function startAtTerminal(
  words: readonly string[],
  {cwd, env, columns = 100, rows = 30}: Place & {readonly columns?: number; readonly rows?: number},
): PtyProgram {
  return startInPty([program, ...words], {cwd, env, columns, rows});
}

/** Starts Node with `words` at a terminal of this size. */
export function startInPty(
  words: readonly string[],
  {cwd, env, columns, rows}: Place & {readonly columns: number; readonly rows: number},
): PtyProgram {
  const screen = emulator(columns, rows, PATIENCE_MS);
  const terminal = {TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', LANG: 'C.UTF-8', ...env};
  const pty = spawn(process.execPath, [...words], {cwd, env: terminal, cols: columns, rows});
  let raw = '';
  const {promise, resolve} = Promise.withResolvers<{status: number; signal: number | undefined}>();
  pty.onData((data) => {
    raw += data;
    screen.write(data);
  });
  screen.onAnswer((text) => pty.write(text));
  // What was printed last is on the screen when the end is told.
  pty.onExit(({exitCode, signal}) => screen.write('', () => resolve({status: exitCode, signal: signal || undefined})));
  return {
    ...screen,
    type: (keys) => pty.write(keys),
    resize: (columns, rows) => {
      screen.resize(columns, rows);
      pty.resize(columns, rows);
    },
    ended: promise,
    kill: (signal) => pty.kill(signal),
    raw: () => raw,
  };
}

/** Where the program runs for a test, with everything it keeps below `folder`. */
export function placeIn(folder: string): Place {
  return {cwd: folder, env: bareEnvironment(folder)};
}

/** The folder of the only run below `folder`. */
export function onlyRun(folder: string): string {
  const runs = join(folder, 'state', 'runs');
  const [name = ''] = readdirSync(runs);
  return join(runs, name);
}

/** Every event of the run in `folder`. */
export function eventsOf(folder: string): readonly RunEvent[] {
  const events: RunEvent[] = [];
  const read = readJournal(runFile(folder, 'journal'), (turn) => events.push(...turn.events));
  if (!read.ok) throw new Error(read.error.message);
  return events;
}
