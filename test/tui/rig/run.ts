import {appendFileSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ControlReply, ControlRequest} from '../../../src/control/request.ts';
import type {RunEvent, Turn} from '../../../src/events/event.ts';
import {createJournal, type Journal, openJournal} from '../../../src/journal/append.ts';
import {outputExcerpts} from '../../../src/journal/excerpt.ts';
import {readJournal} from '../../../src/journal/read.ts';
import {attemptFolder, runFile} from '../../../src/journal/run-folder.ts';
import type {Runbook} from '../../../src/model/runbook.ts';
import {showScreen} from '../../../src/tui/screen.tsx';
import type {ScreenEnd} from '../../../src/tui/store.ts';
import {type TestTerminal, testTerminal} from './terminal.ts';

/** A screen on a run that a test plays turn by turn. */
export interface TestRun extends TestTerminal {
  /** Records a turn, `seconds` after the last. */
  readonly turn: (seconds: number, ...events: readonly RunEvent[]) => void;
  /** Lets the effect `key` print. */
  readonly print: (key: string, text: string) => void;
  /** Lets the clock of the screen go on. */
  readonly pass: (seconds: number) => void;
  readonly requests: readonly ControlRequest[];
  /** What the engine says to the next requests; that it was done, where nothing is said. */
  readonly replies: (ControlReply | 'no engine')[];
  /** Lets the engine go without a word. */
  readonly die: () => void;
  /** Resolves with the request number `count`, from 1. */
  readonly requested: (count: number) => Promise<ControlRequest | undefined>;
  readonly end: Promise<ScreenEnd>;
  /** Every turn so far. */
  readonly turns: readonly Turn[];
  readonly close: () => Promise<void>;
}

/** What a test says of its run. */
export interface TestRunOptions {
  readonly runbook: Runbook;
  readonly started: Extract<RunEvent, {readonly event: 'run-started'}>;
  readonly columns?: number;
  readonly rows?: number;
  readonly color?: boolean;
  readonly unicode?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

const START = Date.UTC(2025, 10, 21, 14, 15, 2);

/** Begins a run and shows it. */
export function playRun({
  runbook,
  started,
  columns = 100,
  rows = 30,
  color = false,
  unicode = true,
  verbose = false,
  quiet = false,
}: TestRunOptions): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-screen-'));
  const terminal = testTerminal(columns, rows);
  const engine = testEngine();
  let at = START;
  let seq = 1;
  let now = START;
  const turns: Turn[] = [{seq, at, events: [started]}];
  const journal = beginJournal(folder, {seq, at, events: [started]});
  const end = showScreen({
    folder,
    runbook,
    terminal: {color, unicode},
    ask: engine.ask,
    by: 'ada',
    record: {verbose, quiet, output: (key) => outputExcerpts(folder, key, 1000)},
    now: () => now,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    environment: {TERM_PROGRAM: 'vscode'}, // the terminal of the tests is the one of that program
  });
  return {
    ...terminal,
    ...engine,
    end,
    turns,
    turn: (seconds, ...events) => {
      at += seconds * 1000;
      now = Math.max(now, at);
      seq += 1;
      turns.push({seq, at, events});
      journal.append([{seq, at, events}]);
    },
    print: (key, text) => {
      const attempt = attemptFolder(folder, key);
      mkdirSync(attempt, {recursive: true});
      appendFileSync(join(attempt, 'stdout'), text);
    },
    pass: (seconds) => {
      now += seconds * 1000;
    },
    close: async () => {
      terminal.type('\u001b');
      if (engine.requests !== undefined)
        journal.append([{seq: seq + 1, at, events: [{event: 'engine-stopped', because: 'the test is over'}]}]);
      await end;
      journal.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

function beginJournal(folder: string, first: {seq: number; at: number; events: readonly RunEvent[]}): Journal {
  const created = createJournal(folder, first, 1);
  const read = readJournal(runFile(folder, 'journal'), () => {});
  if (!created.ok || !read.ok) throw new Error('the journal of the test cannot be written');
  const journal = openJournal(folder, {end: read.value, epoch: 1});
  if (!journal.ok) throw new Error(journal.error.message);
  return journal.value;
}

function testEngine(): Pick<TestRun, 'requests' | 'replies' | 'requested' | 'die'> & {
  readonly ask: (folder: string, request: ControlRequest) => Promise<ControlReply | 'no engine'>;
} {
  const requests: ControlRequest[] = [];
  const replies: (ControlReply | 'no engine')[] = [];
  const engine = {lives: true};
  const waiting = new Map<number, (request: ControlRequest) => void>();
  return {
    requests,
    replies,
    die: () => {
      engine.lives = false;
    },
    ask: async (_folder, request) => {
      if (request.ask === 'hello') return engine.lives ? {ok: true, message: 'here'} : 'no engine';
      requests.push(request);
      waiting.get(requests.length)?.(request);
      return replies.shift() ?? {ok: true, message: 'done'};
    },
    requested: (count) =>
      requests.length >= count
        ? Promise.resolve(requests[count - 1])
        : new Promise((resolve) => waiting.set(count, resolve)),
  };
}
