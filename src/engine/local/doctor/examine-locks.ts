import {join} from 'node:path';
import {lives, stateOf, type UnreadableLock} from '../../../journal/lock.ts';
import type {ExaminedRun} from './examine-run.ts';
import type {Finding} from './finding.ts';
import {namesIn} from './kept-entries.ts';

/** Locks of runbooks that a run has not given back. */
export function examineLocks(state: string, runs: readonly ExaminedRun[]): readonly Finding[] {
  const folder = join(state, 'locks');
  return namesIn(folder).flatMap((name) => lockAt(join(folder, name), runs));
}

function lockAt(where: string, runs: readonly ExaminedRun[]): readonly Finding[] {
  const {held} = stateOf(where);
  if (held === undefined) return [];
  if (held.is === 'unreadable') return [nobodys(held.unreadable)];
  const {holder} = held;
  const run = runs.find(({id}) => id === holder.run);
  if (run === undefined || run.ended) {
    const what = run === undefined ? 'of which nothing is kept here' : 'which has ended';
    const message = `run ${holder.run}, ${what}, did not give it back`;
    return [
      {
        what: 'lock',
        severity: 'note',
        where,
        run: holder.run,
        message,
        next: 'nothing: whoever wants it next takes it',
      },
    ];
  }
  if (run.atWork || lives(holder)) return [];
  const message = `it is held by run ${run.id} of ${holder.by}, which has not ended and has no engine: no other run that needs it begins`;
  return [
    {
      what: 'lock',
      severity: 'problem',
      where,
      run: run.id,
      message,
      next: `end that run first: runbook stop ${run.id}, or go on with it: runbook resume ${run.id}`,
    },
  ];
}

function nobodys({file, why, release}: UnreadableLock): Finding {
  const message = `nobody can say who holds it: ${why}; no run that needs it begins`;
  const next = `if no run that needs it is at work: touch '${release}'; or give the next one --take-lock "why"`;
  return {what: 'lock', severity: 'problem', where: file, message, next};
}
