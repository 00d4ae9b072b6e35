import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
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
  /** Where it was killed before: swept are the engines that go on after that. */
  readonly first?: Kill;
}

/** What became of a run that was killed. */
export interface Swept {
  readonly kill: Kill;
  /** Where it was killed before that. */
  readonly first?: Kill;
  /** Whether it was killed wherever it was to be: a run need not pass every point each time. */
  readonly killed: boolean;
  readonly differences: readonly Difference[];
}

/** A run that was not killed, or only at the `first` place, and where it could be. */
export interface Base {
  readonly seen: Seen;
  readonly kills: readonly Kill[];
}

/** Runs a subject to its end without killing it, but where it was killed before. */
export async function baseOf(subject: Subject, options: SweepOptions): Promise<Base> {
  return onStage(subject, async (stage, folder) => {
    const log = join(folder, 'points');
    await toTheEnd(stage, options, {kills: killsOf(options), log});
    if (wordsFor(stage) !== undefined) throw new Error(`"${subject.name}" does not end although nothing kills it`);
    const kills = readdirSync(folder)
      .filter((name) => name.startsWith('points.'))
      .toSorted()
      .flatMap((name) => {
        const labels = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
        return labels.map((label, index) => ({process: Number(name.slice('points.'.length)), at: index + 1, label}));
      });
    const after = options.first?.process ?? -1;
    return {seen: seenOn(stage), kills: kills.filter(({process}) => process > after)};
  });
}

/** Runs a subject, kills its engine there, goes on, and compares. */
export async function sweptAt(
  subject: Subject,
  options: SweepOptions,
  {base, kill}: {readonly base: Base; readonly kill: Kill},
): Promise<Swept> {
  return onStage(subject, async (stage) => {
    const kills = [...killsOf(options), kill];
    const killed = (await toTheEnd(stage, options, {kills})) === kills.length;
    const {first} = options;
    return {kill, ...(first && {first}), killed, differences: compare(base.seen, seenOn(stage), subject)};
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

/** At most `count` of a list, spread over the whole of it. */
export function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({length: count}, (_, n) => all[Math.floor(((n + 0.5) * all.length) / count)] as T);
}

function killsOf({first}: SweepOptions): readonly Kill[] {
  return first === undefined ? [] : [first];
}

/** At most so many processes go on with one run. */
const MOST = 8;

/** Begins the run and goes on with it until it has ended; how many engines were killed on the way. */
async function toTheEnd(
  stage: Stage,
  options: SweepOptions,
  {kills, log}: {readonly kills: readonly Kill[]; readonly log?: string},
): Promise<number> {
  let killed = 0;
  for (let number = 0; number < MOST; number += 1) {
    const words = wordsFor(stage);
    if (words === undefined) break;
    const kill = kills.find(({process}) => process === number);
    const at = kill === undefined ? {} : {at: kill.at};
    const logged = log === undefined ? {} : {log: `${log}.${number}`};
    const child = start(stage, words, {...options, points: {...at, ...logged, fine: options.fine}});
    const ended = endOf(child);
    const gate = attendGate(stage, {child, leaves: options.leaves === true && number === 0});
    const signal = await ended;
    gate.stop();
    if (signal === 'SIGKILL') killed += 1;
  }
  return killed;
}

/** What is to be called next; undefined once all has ended. */
function wordsFor(stage: Stage): readonly string[] | undefined {
  const folder = runFolderOf(stage);
  if (folder === undefined) return stage.begin;
  const events = eventsOf(folder);
  const {afterwards = []} = stage;
  const ended = events.findLastIndex(({event}) => event === 'run-ended');
  const asked = events.findLastIndex((event) => afterwards.some(({isTold}) => isTold(event)));
  if (ended <= asked) return ['resume'];
  return afterwards.find(({isTold}) => !events.some(isTold))?.words(basename(folder));
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
    env: {
      ...env,
      RUNBOOK_BUILD: 'sweep',
      RUNBOOK_SWEEP: JSON.stringify(points),
      ...(mutant && {RUNBOOK_MUTANT: JSON.stringify(mutant)}),
    },
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
      const by = folder === undefined ? undefined : missingAtGate(folder);
      if (folder === undefined || by === undefined) continue;
      if (leaves) {
        child.kill('SIGTERM');
        return;
      }
      await askEngine(folder, {ask: 'answer', step: 'gate', value: 'yes', by, via: 'terminal'});
    }
  };
  void attend();
  return {
    stop: () => {
      over = true;
    },
  };
}

/** Who has to approve next, if the gate is closed and waits for anybody. */
function missingAtGate(folder: string): string | undefined {
  const journal = runFile(folder, 'journal');
  const text = existsSync(journal) ? readFileSync(journal, 'utf8') : '';
  const asked = new Set(text.match(/"key":"\/gate \?[^"]*"/g) ?? []);
  const answered = new Set(text.match(/"event":"answered","key":"\/gate \?[^"]*"/g) ?? []);
  return asked.size > answered.size ? APPROVERS[answered.size] : undefined;
}

const APPROVERS = ['bob', 'carol'];

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
