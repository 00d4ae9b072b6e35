import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {askEngine} from '../../src/control/client.ts';
import type {RunEvent} from '../../src/events/event.ts';
import {readJournal} from '../../src/journal/read.ts';
import {runFile} from '../../src/journal/run-folder.ts';
import {compare, type Difference} from './compare.ts';
import type {Mutant} from './mutants.ts';
import type {Seen, Stage, Subject} from './subject.ts';

const here = import.meta.dirname;

/** Where the engine is killed. */
export interface Kill {
  /** Which of the processes that go on with the run: 0 begins it. */
  readonly process: number;
  /** The number of the point, from 1. */
  readonly at: number;
  /** What it does there, where it is known. */
  readonly label?: string;
}

/** How a run is swept. */
export interface SweepOptions {
  /** Also die at each file that is made, before and after everything else. */
  readonly fine: boolean;
  readonly mutant?: Mutant;
  /** At the gate the first engine is asked to leave the run, and another goes on. */
  readonly leaves?: boolean;
}

/** What became of a run that was killed once. */
export interface Swept {
  readonly kill: Kill;
  /** Whether it was killed at all: a run need not pass every point each time. */
  readonly killed: boolean;
  readonly differences: readonly Difference[];
}

/** A run that was not killed, and where it could be. */
export interface Base {
  readonly seen: Seen;
  readonly kills: readonly Kill[];
}

/** Runs a subject to its end without killing it. */
export async function baseOf(subject: Subject, options: SweepOptions): Promise<Base> {
  return onStage(subject, async (stage, folder) => {
    const log = join(folder, 'points');
    await toTheEnd(stage, options, {log});
    if (!hasEnded(stage)) throw new Error(`"${subject.name}" does not end although nothing kills it`);
    const kills = readdirSync(folder)
      .filter((name) => name.startsWith('points.'))
      .toSorted()
      .flatMap((name) => {
        const labels = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
        return labels.map((label, index) => ({process: Number(name.slice('points.'.length)), at: index + 1, label}));
      });
    return {seen: seenOn(stage), kills};
  });
}

/** Runs a subject, kills its engine once, goes on, and compares. */
export async function sweptAt(
  subject: Subject,
  options: SweepOptions,
  {base, kill}: {readonly base: Base; readonly kill: Kill},
): Promise<Swept> {
  return onStage(subject, async (stage) => {
    const killed = await toTheEnd(stage, options, {kill});
    return {kill, killed, differences: compare(base.seen, seenOn(stage), subject)};
  });
}

async function onStage<T>(subject: Subject, use: (stage: Stage, folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-sweep-')));
  const world = join(folder, 'world');
  mkdirSync(world);
  const stage = await subject.stage(world);
  try {
    return await use(stage, folder);
  } finally {
    await stage.end();
    rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  }
}

/** At most so many processes go on with one run. */
const MOST = 6;

/** Begins the run and goes on with it until it has ended; whether an engine was killed on the way. */
async function toTheEnd(
  stage: Stage,
  options: SweepOptions,
  {kill, log}: {readonly kill?: Kill; readonly log?: string},
): Promise<boolean> {
  let killed = false;
  for (let number = 0; number < MOST; number += 1) {
    const words = runFolderOf(stage) === undefined ? stage.begin : ['resume'];
    const at = kill?.process === number ? {at: kill.at} : {};
    const logged = log === undefined ? {} : {log: `${log}.${number}`};
    const child = start(stage, words, {...options, points: {...at, ...logged, fine: options.fine}});
    const ended = endOf(child);
    const gate = attendGate(stage, {child, leaves: options.leaves === true && number === 0});
    const signal = await ended;
    gate.stop();
    killed ||= signal === 'SIGKILL';
    if (hasEnded(stage)) return killed;
  }
  return killed;
}

function start(
  {cwd, env}: Stage,
  words: readonly string[],
  {mutant, points}: SweepOptions & {readonly points: unknown},
): ChildProcess {
  const preload = ['--import', join(here, 'kill-at.mjs')];
  const program =
    mutant === undefined
      ? [join(here, '..', '..', 'dist', 'main.js')]
      : ['--import', join(here, 'mutate.mjs'), join(here, '..', '..', 'src', 'main.ts')];
  return spawn(process.execPath, ['--no-warnings', ...preload, ...program, ...words], {
    cwd,
    env: {...env, RUNBOOK_SWEEP: JSON.stringify(points), ...(mutant && {RUNBOOK_MUTANT: JSON.stringify(mutant)})},
    stdio: 'ignore',
  });
}

function endOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
}

/** Opens the gate of a run as soon as it waits there; or makes its engine leave instead. */
function attendGate(
  stage: Stage,
  {child, leaves}: {readonly child: ChildProcess; readonly leaves: boolean},
): {readonly stop: () => void} {
  let over = false;
  const attend = async () => {
    while (!over) {
      await pause(25);
      const folder = runFolderOf(stage);
      if (folder === undefined || !waitsAtGate(folder)) continue;
      if (leaves) {
        child.kill('SIGTERM');
        return;
      }
      await askEngine(folder, {ask: 'answer', step: 'gate', value: 'yes', by: 'bob', via: 'terminal'});
    }
  };
  void attend();
  return {
    stop: () => {
      over = true;
    },
  };
}

function waitsAtGate(folder: string): boolean {
  const journal = runFile(folder, 'journal');
  const text = existsSync(journal) ? readFileSync(journal, 'utf8') : '';
  return text.includes('"key":"/gate ?') && !/"event":"answered","key":"\/gate \?/.test(text);
}

function hasEnded(stage: Stage): boolean {
  const folder = runFolderOf(stage);
  return folder !== undefined && eventsOf(folder).some(({event}) => event === 'run-ended');
}

function runFolderOf({runs}: Stage): string | undefined {
  const folder = join(runs, 'runs');
  const name = existsSync(folder) ? readdirSync(folder).find((each) => !each.endsWith('.draft')) : undefined;
  return name === undefined ? undefined : join(folder, name);
}

function eventsOf(folder: string): readonly RunEvent[] {
  const events: RunEvent[] = [];
  readJournal(runFile(folder, 'journal'), (turn) => events.push(...turn.events));
  return events;
}

/** Questions asked of the world by the way are no outcome. */
const ASIDE = /!(probe|well)/;

function seenOn(stage: Stage): Seen {
  const folder = runFolderOf(stage);
  const events = folder === undefined ? [] : eventsOf(folder);
  const outcomes: Record<string, string> = {};
  for (const event of events) {
    if (event.event === 'left' && !ASIDE.test(event.path)) outcomes[event.path] = event.outcome;
    if (event.event === 'skipped') outcomes[event.path] = 'skipped';
    if (event.event === 'run-ended') outcomes['the run'] = event.verdict.is;
  }
  return {outcomes, ...stage.look()};
}
