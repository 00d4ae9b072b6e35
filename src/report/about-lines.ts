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

function durations({low, high}: NonNullable<Runbook['estimate']>): string {
  return low === high ? formatDuration(low) : `${formatDuration(low)} to ${formatDuration(high)}`;
}

function sloText({title, objective, over}: NonNullable<Runbook['slo']>): string {
  const name = title === undefined ? '' : `${title}: `;
  return `${name}${objective}${over === undefined ? '' : ` over ${formatDuration(over)}`}`;
}
