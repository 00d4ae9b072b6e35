import {dirname} from 'node:path';
import {type StepPath, stepPath} from '../../base/ids.ts';
import type {RunEvent} from '../../events/event.ts';
import {scopeAt} from '../../events/scope.ts';
import {initialState, type RunState} from '../../events/state.ts';
import {readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import {listRuns, type RunSummary} from '../../journal/runs.ts';
import type {Runbook} from '../../model/runbook.ts';

/** A run that is to be taken back. */
export interface TakenBack {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly folder: string;
}

/**
 * Why a run is not simply taken back: later runs of its runbook, at the same place, changed something since it did, and
 * that would be overwritten. Undefined where there are none.
 */
export function whyNewer(run: TakenBack): string | undefined {
  const newer = newerRuns(run);
  const [newest, ...others] = newer;
  if (newest === undefined) return undefined;
  const [runs, those] = others.length === 0 ? ['a later run', 'that one'] : ['later runs', 'those, the newest'];
  return (
    `${runs} of this runbook changed something since, which would be overwritten: ${newer.map(named).join(', ')}; ` +
    `take back ${those} first: runbook rollback ${newest.id} --why REASON; ` +
    `or say why it is done all the same: runbook rollback ${run.state.started?.run} --why REASON --over-newer REASON`
  );
}

/** The newest first. */
function newerRuns({runbook, state, folder}: TakenBack): readonly RunSummary[] {
  const {started} = state;
  if (started === undefined) return [];
  const since = changesIn(folder, runbook).first;
  return listRuns(dirname(dirname(folder))).filter((other) => {
    const mayHave = other.runbook === started.runbook && other.id !== started.run && other.lastAt > since;
    if (!mayHave || other.copyOf !== undefined || other.verdict?.is === 'rolled-back') return false;
    const changes = changesIn(other.folder, runbook);
    return changes.last > since && changes.started !== undefined && isSamePlace(runbook, started, changes.started);
  });
}

type Started = Extract<RunEvent, {readonly event: 'run-started'}>;

/** When a run changed something, in milliseconds since 1970; `first` is infinite and `last` 0 where it did not. */
interface Changes {
  readonly first: number;
  readonly last: number;
  readonly started?: Started;
}

function changesIn(folder: string, runbook: Runbook): Changes {
  let started: Started | undefined;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  const changed = (at: number) => {
    first = Math.min(first, at);
    last = Math.max(last, at);
  };
  const acting = new Map<StepPath, number>();
  readJournal(runFile(folder, 'journal'), ({at, events}) => {
    for (const event of events) {
      if (event.event === 'run-started') started = event;
      if (mayChange(event, runbook)) acting.set(event.effect.path, at);
      if (event.event !== 'left') continue;
      acting.delete(event.path);
      if (event.touched === true) changed(at);
    }
  });
  for (const at of acting.values()) changed(at);
  return {first, last, ...(started !== undefined && {started})};
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
