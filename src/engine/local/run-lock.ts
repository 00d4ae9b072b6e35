import {createHash} from 'node:crypto';
import {dirname, join} from 'node:path';
import {formatDuration} from '../../base/duration.ts';
import {stepPath} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import {scopeAt} from '../../events/scope.ts';
import type {RunState} from '../../events/state.ts';
import {type Holder, type Lock, takeLock} from '../../journal/lock.ts';
import {summaryOf} from '../../journal/runs.ts';
import type {Runbook} from '../../model/runbook.ts';

/**
 * Takes the lock that the runbook names, for this run and on this machine; it stands until the run has ended, also
 * while no engine is at work. Undefined where it names none. The error says who holds it.
 */
export function takeRunLock(
  {runbook, state, folder}: {readonly runbook: Runbook; readonly state: RunState; readonly folder: string},
  at: number,
): Result<Lock | undefined, string> {
  if (runbook.lock === undefined || state.started === undefined) return ok(undefined);
  const name = runbook.lock.name.render(scopeAt({runbook, state, path: stepPath('/')}));
  if (!name.ok) return fail(`the name of the lock: ${name.error.message}`);
  const {run, by} = state.started;
  const runs = dirname(folder);
  const stands = (holder: Holder) => holder.run !== run && isUnfinished(join(runs, holder.run));
  const taken = takeLock(lockFolder(dirname(runs), name.value), {by, run, at, stands});
  if (taken.ok) return taken;
  const {error: holder} = taken;
  const age = formatDuration(Math.max(0, Math.round((at - holder.since) / 1000) * 1000));
  return fail(
    `the lock "${name.value}" is held by run ${holder.run} of ${holder.by}, for ${age}; ` +
      `see it with "runbook show ${holder.run}", or end it with "runbook stop ${holder.run}"`,
  );
}

function lockFolder(state: string, name: string): string {
  const words = name.replace(/[^A-Za-z0-9_]+/g, '-').slice(0, 40);
  return join(state, 'locks', `${words}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`);
}

function isUnfinished(folder: string): boolean {
  const summary = summaryOf(folder);
  return summary !== undefined && summary.verdict === undefined;
}
