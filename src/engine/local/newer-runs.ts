import {dirname} from 'node:path';
import {type StepPath, stepPath} from '../../base/ids.ts';
import type {RunEvent} from '../../events/event.ts';
import {scopeAt} from '../../events/scope.ts';
import {initialState, type RunState} from '../../events/state.ts';
import {readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import {listRuns, type RunSummary} from '../../journal/runs.ts';
import type {Runbook} from '../../model/runbook.ts';

/** A run that is to be taken back, or to go on. */
export interface JudgedRun {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly folder: string;
}

/**
 * Why a run is not simply taken back: later runs of its runbook, at the same place, changed something since it did, and
 * that would be overwritten. Undefined where there are none.
 */
export function whyNewer(run: JudgedRun): string | undefined {
  const newer = newerRuns(run, ({first}) => first);
  const [newest, ...others] = newer;
  if (newest === undefined) return undefined;
  const those = others.length === 0 ? 'that one' : 'those, the newest';
  return (
    `${changedText(newer)}; take back ${those} first: runbook rollback ${newest.id} --why REASON; ` +
    `or say why it is done all the same: runbook rollback ${run.state.started?.run} --why REASON --over-newer REASON`
  );
}

/**
 * Why a run that was left does not simply go on: runs of its runbook that began after it last did something, at the same
 * place, changed something, and what follows, or how the run is then taken back, would overwrite that. What somebody gave
 * a reason for is nothing to mind any more. Undefined where there are none.
 */
export function whyOutdated(run: JudgedRun): string | undefined {
  const newer = begunSince(run);
  if (newer.length === 0) return undefined;
  return `${changedText(newer)}; say why it goes on all the same: runbook resume ${run.state.started?.run} --over-newer REASON`;
}

/** The same of a `step` of a run that is to be done again. */
export function whyStepOutdated(run: JudgedRun, step: string): string | undefined {
  const newer = begunSince(run);
  if (newer.length === 0) return undefined;
  const command = `runbook again ${run.state.started?.run} ${step} --why REASON --over-newer REASON`;
  return `${changedText(newer)}; say why it is done all the same: ${command}`;
}

function begunSince(run: JudgedRun): readonly RunSummary[] {
  const since = ({began, last, allowed}: Changes) => Math.max(began, last, allowed);
  return newerRuns(run, since, ({startedAt}) => startedAt);
}

function changedText(newer: readonly RunSummary[]): string {
  const runs = newer.length === 1 ? 'a later run' : 'later runs';
  return `${runs} of this runbook changed something since, which would be overwritten: ${newer.map(named).join(', ')}`;
}

/**
 * The runs that changed something after the moment that `sinceOf` takes from what this one changed, the newest first;
 * `latest` of each is after it as well. The journal of this one is read only where another may be one of them.
 */
function newerRuns(
  {runbook, state, folder}: JudgedRun,
  sinceOf: (own: Changes) => number,
  latest: (other: RunSummary) => number = ({lastAt}) => lastAt,
): readonly RunSummary[] {
  const {started} = state;
  if (started === undefined) return [];
  const runs = listRuns(dirname(dirname(folder)));
  const began = runs.find(({id}) => id === started.run)?.startedAt ?? 0;
  const others = runs.filter((other) => {
    if (other.runbook !== started.runbook || other.id === started.run || latest(other) <= began) return false;
    return other.copyOf === undefined && other.verdict?.is !== 'rolled-back';
  });
  if (others.length === 0) return [];
  const since = sinceOf(changesIn(folder, runbook));
  return others.filter((other) => {
    if (latest(other) <= since) return false;
    const changes = changesIn(other.folder, runbook);
    return changes.last > since && changes.started !== undefined && isSamePlace(runbook, started, changes.started);
  });
}

type Started = Extract<RunEvent, {readonly event: 'run-started'}>;

/** When a run changed something, in milliseconds since 1970; `first` is infinite and `last` 0 where it did not. */
interface Changes {
  readonly first: number;
  readonly last: number;
  readonly began: number;
  /** When somebody last said why something is done over later runs; 0 if nobody did. */
  readonly allowed: number;
  readonly started?: Started;
}

function changesIn(folder: string, runbook: Runbook): Changes {
  const seen = {first: Number.POSITIVE_INFINITY, last: 0, began: 0, allowed: 0, acting: new Map<StepPath, number>()};
  readJournal(runFile(folder, 'journal'), ({at, events}) => {
    for (const event of events) hear(seen, event, {at, runbook});
  });
  for (const at of seen.acting.values()) changed(seen, at);
  return seen;
}

type Seen = {-readonly [Key in keyof Changes]: Changes[Key]} & {
  /** The steps that have not ended and may change something, and since when. */
  readonly acting: Map<StepPath, number>;
};

function hear(seen: Seen, event: RunEvent, {at, runbook}: {readonly at: number; readonly runbook: Runbook}): void {
  if (event.event === 'run-started') Object.assign(seen, {started: event, began: at});
  if ('overNewer' in event) seen.allowed = at;
  if (mayChange(event, runbook)) seen.acting.set(event.effect.path, at);
  if (event.event !== 'left') return;
  seen.acting.delete(event.path);
  if (event.touched === true) changed(seen, at);
}

function changed(seen: Seen, at: number): void {
  seen.first = Math.min(seen.first, at);
  seen.last = Math.max(seen.last, at);
}

type Intended = Extract<RunEvent, {readonly event: 'intended'}>;

/** Whether a step begins that is not said to only look: as long as it has not ended, what it changed is not known. */
function mayChange(event: RunEvent, {defs}: Runbook): event is Intended {
  if (event.event !== 'intended' || event.effect.do !== 'act' || event.effect.what !== 'work') return false;
  return defs.get(event.effect.def)?.readOnly !== true;
}

/** What a runbook's lock keeps apart are different places; without a lock it is the folder in which commands run. */
function isSamePlace(runbook: Runbook, one: Started, other: Started): boolean {
  const name = lockName(runbook, one);
  return name === undefined ? one.cwd === other.cwd : name === lockName(runbook, other);
}

function lockName(runbook: Runbook, started: Started): string | undefined {
  const scope = scopeAt({runbook, state: {...initialState(), started}, path: stepPath('/')});
  const name = runbook.lock?.name.render(scope);
  return name?.ok === true ? name.value : undefined;
}

function named({id, by, startedAt}: RunSummary): string {
  return `run ${id} of ${by} (${new Date(startedAt).toISOString().slice(0, 16)}Z)`;
}
