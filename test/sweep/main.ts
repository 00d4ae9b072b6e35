import {parseArgs} from 'node:util';
import {around} from './around.ts';
import {everyKind} from './every-kind.ts';
import {everyKilobyte, mutants} from './mutants.ts';
import {reference} from './reference.ts';
import {redone, small} from './small.ts';
import type {Subject} from './subject.ts';
import {type Base, baseOf, type Kill, type SweepOptions, type Swept, spread, sweptAt} from './sweep.ts';
import {headOf, lineOf, type Row, rowOf} from './table.ts';

interface Plan {
  readonly subject: Subject;
  readonly options: SweepOptions;
  readonly name: string;
  /** The engines that go on after a first kill are swept: so many first kills, and so many of the points after each. */
  readonly again?: {readonly first: number; readonly then: number};
}

const plans: Readonly<Record<string, Plan>> = {
  small: {subject: small, options: {fine: true}, name: 'small'},
  every: {subject: everyKind(false), options: {fine: true}, name: 'every kind'},
  rollback: {subject: everyKind(true), options: {fine: true}, name: 'every kind, rolled back'},
  around: {subject: around(false), options: {fine: true}, name: 'around steps'},
  'around-rollback': {subject: around(true), options: {fine: true}, name: 'around steps, rolled back'},
  leaving: {subject: everyKind(false), options: {fine: true, leaves: true}, name: 'every kind, left and resumed'},
  again: {
    subject: everyKind(true),
    options: {fine: true},
    name: 'killed again while recovering',
    again: {first: 12, then: 20},
  },
  'again-around': {
    subject: around(true),
    options: {fine: true},
    name: 'the same, around steps',
    again: {first: 12, then: 12},
  },
  checkpoints: {
    subject: everyKind(true),
    options: {fine: true, mutant: everyKilobyte},
    name: 'with many checkpoints, rolled back',
  },
  redone: {subject: redone, options: {fine: true}, name: 'a step again, and all back'},
  reference: {subject: reference('healthy'), options: {fine: false}, name: 'reference'},
  'reference-rollback': {subject: reference('errors-rise'), options: {fine: false}, name: 'reference, rolled back'},
};

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    mutant: {type: 'string'},
    every: {type: 'string', default: '1'},
    at: {type: 'string'},
    jobs: {type: 'string', default: '2'},
    help: {type: 'boolean', short: 'h'},
  },
});

const standing = values.mutant === undefined ? Object.keys(plans) : ['small'];
const chosen = positionals.length === 0 ? standing : positionals;
const mutant = values.mutant === undefined ? undefined : mutants[values.mutant];
if (values.help || chosen.some((name) => !Object.hasOwn(plans, name)) || (values.mutant !== undefined && !mutant)) {
  console.log(usage());
  process.exitCode = values.help ? 0 : 2;
} else {
  const subjects = chosen.map((name) => plans[name] as Plan);
  const width = Math.max(...subjects.map(({name}) => name.length));
  console.log(headOf(width));
  for (const subject of subjects) {
    const row = await sweep(subject);
    console.log(lineOf(row, width));
    if (row.faults > 0) process.exitCode = 1;
  }
}

async function sweep(plan: Plan): Promise<Row> {
  const {subject, name, again, options: given} = plan;
  const options = {...given, ...(mutant && {mutant})};
  const base = await baseOf(subject, options);
  for (const what of base.seen.broken) console.log(`  ${name}, never killed: ${what}`);
  const kills = again === undefined ? chosenOf(base.kills) : spread(base.kills, again.first);
  console.error(`${name}: ${kills.length} of ${base.kills.length} points`);
  const swept = await inParallel(kills, async (kill) => {
    const one =
      again === undefined ? [await sweptAt(subject, options, {base, kill})] : await sweepAfter(plan, base, kill);
    for (const each of one) report(name, each);
    return one;
  });
  return rowOf(name, swept.flat(), base.seen.broken.length);
}

/** Kills once at `first`, and sweeps the engines that go on. */
async function sweepAfter({subject, options, again}: Plan, base: Base, first: Kill): Promise<readonly Swept[]> {
  const after = {...options, first, ...(mutant && {mutant})};
  const {kills} = await baseOf(subject, after);
  const swept: Swept[] = [];
  for (const kill of chosenOf(spread(kills, again?.then ?? 0))) {
    swept.push(await sweptAt(subject, after, {base, kill}));
  }
  return swept;
}

function chosenOf(kills: readonly Kill[]): readonly Kill[] {
  return kills.filter((kill, index) =>
    values.at === undefined ? index % Number(values.every) === 0 : `${kill.process}:${kill.at}` === values.at,
  );
}

function report(name: string, {kill, first, differences}: Swept): void {
  const where = [...(first ? [first] : []), kill]
    .map(({process, at, label}) => `${process}:${at} (${label})`)
    .join(' and ');
  for (const {is, what} of differences) console.log(`  ${name}, killed at ${where}: ${is}: ${what}`);
}

async function inParallel<T>(kills: readonly Kill[], work: (kill: Kill) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  const rest = [...kills];
  const worker = async () => {
    for (let kill = rest.shift(); kill !== undefined; kill = rest.shift()) results.push(await work(kill));
  };
  await Promise.all(Array.from({length: Number(values.jobs)}, worker));
  return results;
}

function usage(): string {
  const faults = Object.entries(mutants).map(([name, {about}]) => `  ${name.padEnd(22)} ${about}`);
  return `Usage: npm run sweep -- [--mutant NAME] [--every N] [--at PROCESS:POINT] [--jobs N] [NAME …]

Kills the engine at every point where it touches the disk, starts a process or speaks to another machine, goes on with
the run, and compares it with one that was never killed; again and again-around kill it at a few points, and then those
that go on at a sample of theirs. A whole sweep takes an hour and a half on two cores; --every N takes only each N-th point.
Names: ${Object.keys(plans).join(', ')}.

--mutant breaks the engine on purpose, which must be seen:
${faults.join('\n')}`;
}
