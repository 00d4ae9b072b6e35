import {basename} from 'node:path';
import type {EffectKey} from '../../../base/ids.ts';
import type {RunEvent} from '../../../events/event.ts';
import {changedCopies, type KeptHashes, keptHashes} from '../../../journal/changed-copies.ts';
import {type CopiedRun, copiedRun} from '../../../journal/copied-run.ts';
import {lifeOf} from '../../../journal/holder.ts';
import {readEarlierFiles, readKeptFiles} from '../../../journal/kept-files.ts';
import {type Holder, type LockHeld, stateOf, type UnreadableLock} from '../../../journal/lock.ts';
import {damageText, type JournalDamage, readJournal} from '../../../journal/read.ts';
import {runFile} from '../../../journal/run-folder.ts';
import {readKeptState} from '../kept-state.ts';
import type {Finding} from './finding.ts';
import {statsOf} from './stats-of.ts';

/** A run, and what is wrong with it. */
export interface ExaminedRun {
  readonly id: string;
  readonly folder: string;
  readonly ended: boolean;
  /** Whether an engine is, or may be, at work on it. */
  readonly atWork: boolean;
  /** The acts that it began. */
  readonly acts: readonly EffectKey[];
  readonly findings: readonly Finding[];
}

/** Looks at one run. */
export function examineRun(folder: string): ExaminedRun {
  const id = basename(folder);
  const told = new Told();
  const read = readJournal(runFile(folder, 'journal'), (turn) => {
    for (const event of turn.events) told.hear(event);
  });
  const {held} = stateOf(folder);
  const holder = held?.is === 'held' ? held.holder : undefined;
  const life = lifeUnder(held);
  const run = {id, folder, ended: told.ended, atWork: life !== 'dead', acts: [...told.acts]};
  const copied = copiedRun(folder);
  // What the run itself began is not the copy's.
  if (copied !== undefined) return {...run, acts: [], findings: [copy(run, copied)]};
  const findings = read.ok
    ? [
        ...(held?.is === 'unreadable' ? [nobodys(run, held.unreadable)] : []),
        ...copies(run, told.hashes),
        ...tornEnd(run, read.value.torn),
        ...(told.ended ? [] : unfinished(run, {told, holder, life})),
      ]
    : [damaged(run, read.error)];
  return {...run, findings};
}

function lifeUnder(held: LockHeld | undefined): 'alive' | 'dead' | 'elsewhere' | 'unknown' {
  if (held === undefined) return 'dead';
  return held.is === 'held' ? lifeOf(held.holder) : 'unknown';
}

function copy({id, folder}: Run, {message, next, original}: CopiedRun): Finding {
  const severity = original ? 'note' : 'problem';
  const away = `if it is not wanted: rm -r '${folder}'`;
  return {what: 'copy', severity, where: folder, run: id, message, next: original ? away : next};
}

function nobodys({id, ended}: Run, {file, why, release}: UnreadableLock): Finding {
  const message = `nobody can say whether an engine is at work on it: ${why}; until somebody does, nothing goes on with it`;
  const next = `if none is at work: touch '${release}'`;
  return {what: 'lock', severity: ended ? 'note' : 'problem', where: file, run: id, message, next};
}

class Told {
  readonly acts = new Set<EffectKey>();
  title = '';
  hashes: KeptHashes = {};
  ended = false;
  left: string | undefined;

  hear(event: RunEvent): void {
    this.hashes = keptHashes(this.hashes, event);
    if (event.event === 'run-started') this.title = event.title;
    if (event.event === 'intended' && event.effect.do === 'act') this.acts.add(event.effect.key);
    if (event.event === 'engine-stopped') this.left = event.because;
    if (event.event === 'engine-started') this.left = undefined;
    if (event.event === 'run-ended') this.ended = true;
    else if (event.event === 'entered' && event.path === '/') this.ended = false;
  }
}

type Run = Omit<ExaminedRun, 'findings'>;

function damaged({id, folder}: Run, damage: JournalDamage): Finding {
  const where = runFile(folder, 'journal');
  if (damage.why === 'newer') {
    const message = damageText(damage);
    return {what: 'newer', severity: 'problem', where, run: id, message, next: 'go on with it by the newer program'};
  }
  const next = `it cannot be resumed; what can be believed: runbook show ${id}; what was changed: runbook verify ${id}`;
  return {what: 'damaged', severity: 'problem', where, run: id, message: damageText(damage), next};
}

function copies(run: Run, told: KeptHashes): readonly Finding[] {
  const missing = missingFiles(run);
  return missing.length > 0 ? missing : changedFiles(run, told);
}

function missingFiles({id, folder, ended}: Run): readonly Finding[] {
  const read = [readKeptFiles(folder), readEarlierFiles(folder), readKeptState(folder)];
  const faults = read.flatMap((each) => (each.ok ? [] : each.error));
  if (faults.length === 0) return [];
  const message = `${faults.join('; ')}${ended ? '' : '; without that the run cannot be resumed'}`;
  const next = 'bring it back from a copy; nothing else of the run needs it';
  return [{what: 'incomplete', severity: ended ? 'note' : 'problem', where: folder, run: id, message, next}];
}

function changedFiles({id, folder, ended}: Run, told: KeptHashes): readonly Finding[] {
  const changed = changedCopies(folder, told);
  if (changed.length === 0) return [];
  const message = `changed since the run wrote it: ${changed.join(', ')}${ended ? '' : '; nothing goes on by that'}`;
  const next = `bring it back from a copy; all that was changed: runbook verify ${id}`;
  return [{what: 'altered', severity: 'problem', where: folder, run: id, message, next}];
}

function tornEnd({id, folder, atWork}: Run, torn: number): readonly Finding[] {
  if (torn === 0 || atWork) return [];
  const message = `its last record was not written to its end (${torn} bytes): the machine or the engine went down meanwhile`;
  const next = `nothing is lost by it: runbook resume ${id} cuts it off`;
  return [{what: 'torn', severity: 'note', where: runFile(folder, 'journal'), run: id, message, next}];
}

function unfinished(
  {id, folder}: Run,
  {told, holder, life}: {readonly told: Told; readonly holder: Holder | undefined; readonly life: string},
): readonly Finding[] {
  if (life === 'alive' || life === 'unknown') return [];
  const common = {where: folder, run: id};
  if (life === 'elsewhere') {
    const message = `an engine on another machine (${holder?.host}) has it, or had it when that machine went down`;
    return [
      {what: 'elsewhere', severity: 'problem', ...common, message, next: `go on with it there: runbook resume ${id}`},
    ];
  }
  if (statsOf(runFile(folder, 'journal'))?.size === 0 || told.title === '') {
    const message = 'its journal holds no record: nothing was done';
    return [{what: 'leftover', severity: 'note', ...common, message, next: `remove it: rm -r '${folder}'`}];
  }
  const died = holder === undefined ? 'its engine left it' : `its engine (process ${holder.pid} of ${holder.by}) died`;
  const message = `"${told.title}" has not ended: ${told.left === undefined ? died : `it was left: ${told.left}`}`;
  const next = `runbook resume ${id} goes on, runbook stop ${id} ends it, runbook rollback ${id} --why … takes it back`;
  return [{what: 'unfinished', severity: 'problem', ...common, message, next}];
}
