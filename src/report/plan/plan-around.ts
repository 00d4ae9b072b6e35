import {formatDuration} from '../../base/duration.ts';
import type {Values} from '../../base/value.ts';
import type {LockKind} from '../../kinds/locks/contract.ts';
import {lockKinds} from '../../kinds/locks/index.ts';
import {outlined} from '../../kinds/rendered.ts';
import type {SecretKind} from '../../kinds/secrets/contract.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import type {Monitor, Runbook, RunLock, Secret} from '../../model/runbook.ts';
import type {Window} from '../../model/window.ts';
import {aboutLines} from '../about-lines.ts';
import {itemOf, newPlanner, type PlanItem} from './plan.ts';
import {planScope} from './plan-scope.ts';

/** What stands around the steps of a plan, a line each; monitors with what they measure. */
export interface PlanAround {
  readonly lines: readonly string[];
  readonly monitors: readonly PlanItem[];
}

/** When it may run, what it locks, who is told, how it is measured and taken back, what remains. */
export function planAround(runbook: Runbook, inputs: Values): PlanAround {
  const scope = planScope(runbook, inputs);
  const planner = newPlanner(runbook, scope);
  const {window, lock, notify, followups} = runbook;
  const told = Object.entries(notify).flatMap(([moment, sendings]) =>
    (sendings ?? []).map(
      ({message, to}) =>
        `${moment} → ${to.map(({channel}) => channel).join(', ')}${message === undefined ? '' : ` (${message})`}`,
    ),
  );
  const secrets = Object.entries(runbook.secrets).map(secretText);
  return {
    lines: [
      ...aboutLines(runbook),
      ...(window === undefined ? [] : [windowLine(window)]),
      ...(secrets.length === 0 ? [] : [`secrets: ${secrets.join('; ')}`]),
      ...(lock === undefined ? [] : [lockLine(lock, scope)]),
      ...(told.length === 0 ? [] : [`tells: ${told.join('; ')}`]),
      rollbackLine(runbook),
      ...(followups.length === 0
        ? []
        : [`afterwards: ${followups.map(({title, due}) => `${title} (${formatDuration(due)})`).join('; ')}`]),
    ],
    monitors: Object.values(runbook.monitors).map((monitor) => monitorItem(monitor, planner)),
  };
}

function secretText([name, {source, body, optional}]: [string, Secret]): string {
  const kinds: Readonly<Record<string, SecretKind<never> | undefined>> = secretKinds;
  const from = kinds[source]?.from(body as never) ?? source;
  return `${name} from ${from}${optional ? ' (may be missing)' : ''}`;
}

function lockLine({name, held, shared}: RunLock, scope: ReturnType<typeof planScope>): string {
  const kinds: Readonly<Record<string, LockKind<never> | undefined>> = lockKinds;
  const reach = shared === undefined ? undefined : kinds[shared.kind]?.reach(shared.body as never);
  const far = reach === undefined ? 'among the runs kept here only' : `among the runs kept here, and for ${reach}`;
  return `lock: "${outlined(name, scope)}", ${far}; while it is held, ${held === 'wait' ? 'waits' : 'refused'}`;
}

function windowLine({allow, avoid, outside, timezone}: Window): string {
  const when = allow.length === 0 ? 'any time' : allow.map(({text}) => text).join(', ');
  const but = avoid.length === 0 ? '' : ` but not ${avoid.map(({text}) => text).join(', ')}`;
  return `window: ${when}${but} (${timezone}); outside it ${outside === 'wait' ? 'waits' : 'is refused'}`;
}

function rollbackLine({rollback}: Runbook): string {
  if (!rollback.possible) return `rollback: impossible, ${rollback.because}`;
  const within = rollback.within === undefined ? 'at any time' : `offered for ${formatDuration(rollback.within)}`;
  return `rollback: ${within}${rollback.after === undefined ? '' : ` after ${rollback.after}`}`;
}

function monitorItem(monitor: Monitor, planner: Parameters<typeof itemOf>[1]): PlanItem {
  const {scope} = planner;
  const {name, title, probe, manual, every, breach, during, onBreach} = monitor;
  const measured = probe === undefined ? [] : [itemOf(probe, planner)];
  return {
    path: name,
    kind: 'monitor',
    title: outlined(title, scope),
    ...(manual !== undefined && {does: `a person: ${outlined(manual, scope)}`}),
    notes: [
      ...(manual === undefined ? [`every ${formatDuration(every)}`] : []),
      ...(breach === undefined ? [] : [`breached if ${breach.source}`]),
      `then: ${onBreach}`,
      `during ${during.join(', ')}`,
    ],
    children: measured,
  };
}
