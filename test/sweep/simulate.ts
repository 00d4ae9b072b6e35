import {fork} from 'node:child_process';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {simulatedMutants} from './mutants.ts';
import {headOf, lineOf, simulatedRow} from './table.ts';

const {values} = parseArgs({
  options: {
    schedules: {type: 'string', default: '100000'},
    from: {type: 'string', default: '0'},
    mutant: {type: 'string'},
    help: {type: 'boolean', short: 'h'},
  },
});

/** Faults printed of one part, of as many as there may be. */
const PRINTED = 10;

const mutant = values.mutant === undefined ? undefined : simulatedMutants[values.mutant];
const schedules = Number(values.schedules);
if (values.help || (values.mutant !== undefined && !mutant) || !(schedules > 0)) {
  console.log(usage());
  process.exitCode = values.help ? 0 : 2;
} else {
  const parts = availableParallelism();
  const each = Math.ceil(schedules / parts);
  const done = await Promise.all(
    Array.from({length: parts}, (_, n) => part(Number(values.from) + n * 10_000_000, each)),
  );
  const row = simulatedRow(done);
  console.log(headOf(row.name.length));
  console.log(lineOf(row, row.name.length));
  process.exitCode = row.faults === 0 ? 0 : 1;
}

interface Sum {
  readonly all: number;
  readonly killed: number;
  readonly recovered: number;
  readonly repeated: number;
  readonly lost: number;
  readonly state: number;
}

/** Simulates in a process of its own, which a mutant may break. */
function part(from: number, count: number): Promise<Sum> {
  const preload = mutant === undefined ? [] : ['--import', join(import.meta.dirname, 'mutate.mjs')];
  const most = mutant === undefined ? [] : [String(PRINTED)];
  const child = fork(join(import.meta.dirname, 'simulate-part.ts'), [String(from), String(count), ...most], {
    execArgv: ['--no-warnings', ...preload],
    env: {...process.env, ...(mutant && {RUNBOOK_MUTANT: JSON.stringify(mutant)})},
  });
  let printed = 0;
  return new Promise((resolve, reject) => {
    let sum: Sum | undefined;
    child.on('message', (message: {readonly fault?: string; readonly sum?: Sum}) => {
      sum ??= message.sum;
      if (message.fault === undefined) return;
      printed += 1;
      if (printed <= PRINTED) console.log(`  ${message.fault}`);
    });
    child.on('exit', (status) =>
      sum === undefined ? reject(new Error(`a part of the simulation ended with ${status}`)) : resolve(sum),
    );
  });
}

function usage(): string {
  const faults = Object.entries(simulatedMutants).map(([name, {about}]) => `  ${name.padEnd(22)} ${about}`);
  return `Usage: npm run simulate -- [--schedules N] [--from SEED] [--mutant NAME]

Runs random runbooks in random worlds on a virtual clock, kills the engine at random events, and judges every run by the
invariants and by the run that was never killed. --mutant breaks the engine on purpose, which must be seen:
${faults.join('\n')}`;
}
