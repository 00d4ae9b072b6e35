import {formatDuration} from '../base/duration.ts';
import type {Runbook} from '../model/runbook.ts';

/** What a runbook says of itself, a line each: whose it is, what it is for, and the objective it serves. */
export function aboutLines({severity, owner, estimate, reviewed, useWhen, slo}: Runbook): readonly string[] {
  const facts = [
    severity,
    owner,
    estimate && `takes ${durations(estimate)}`,
    reviewed && `reviewed ${reviewed}`,
  ].filter((fact) => fact !== undefined);
  return [
    ...(facts.length === 0 ? [] : [facts.join(' · ')]),
    ...(useWhen.length === 0 ? [] : [`for: ${useWhen.join('; ')}`]),
    ...(slo === undefined ? [] : [`objective: ${sloText(slo)}`]),
  ];
}

/** The same for the head of a report, each with its name; how long it takes stands there beside how long it took. */
export function aboutFacts({severity, owner, reviewed, useWhen, slo}: Runbook): readonly (readonly [string, string])[] {
  return [
    ...(severity === undefined ? [] : [['Severity', severity] as const]),
    ...(owner === undefined ? [] : [['Owner', owner] as const]),
    ...(reviewed === undefined ? [] : [['Reviewed', reviewed] as const]),
    ...(useWhen.length === 0 ? [] : [['For', useWhen.join('; ')] as const]),
    ...(slo === undefined ? [] : [['Objective', sloText(slo)] as const]),
  ];
}

function durations({low, high}: NonNullable<Runbook['estimate']>): string {
  return low === high ? formatDuration(low) : `${formatDuration(low)} to ${formatDuration(high)}`;
}

function sloText({title, objective, over}: NonNullable<Runbook['slo']>): string {
  const name = title === undefined ? '' : `${title}: `;
  return `${name}${objective}${over === undefined ? '' : ` over ${formatDuration(over)}`}`;
}
