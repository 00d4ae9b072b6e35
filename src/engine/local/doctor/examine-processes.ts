import {readRegular} from '../../../journal/regular-file.ts';
import {runFile} from '../../../journal/run-folder.ts';
import {attemptOf} from '../process/attempt.ts';
import {startedProcesses, wrapperName} from '../process/find-processes.ts';
import type {ExaminedRun} from './examine-run.ts';
import type {Finding} from './finding.ts';

/** Processes that runs started and that still live although no engine looks after them. */
export function examineProcesses(runs: readonly ExaminedRun[]): readonly Finding[] {
  const living = startedProcesses();
  if (living.length === 0) return [];
  const owners = ownersOf(runs.filter(({atWork}) => !atWork));
  return living.flatMap(({pid, command, token}): readonly Finding[] => {
    const owner = owners.get(token);
    if (owner === undefined || command.includes(wrapperName(token))) return [];
    const {run, key} = owner;
    const where = `process ${pid}`;
    const message = `${command.slice(0, 80)}: started by ${key.slice(0, key.indexOf(' '))} of run ${run.id}`;
    const next = run.ended
      ? `the run has ended; if it is not wanted: kill ${pid}`
      : `runbook resume ${run.id} finds it again`;
    return [{what: 'process', severity: run.ended ? 'problem' : 'note', where, run: run.id, message, next}];
  });
}

interface Owner {
  readonly run: ExaminedRun;
  readonly key: string;
}

/** By the token of each attempt: what began it. A later start of an attempt is one whose earlier ones never ran. */
function ownersOf(runs: readonly ExaminedRun[]): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const run of runs) {
    const seed = seedOf(run.folder);
    for (const key of run.acts) {
      for (const start of STARTS) owners.set(attemptOf({folder: run.folder, seed}, key, start).token, {run, key});
    }
  }
  return owners;
}

const STARTS = [1, 2, 3];

function seedOf(folder: string): string {
  const seed = readRegular(runFile(folder, 'seed'));
  return seed.ok ? seed.value.toString('utf8') : '';
}
