import type {Question} from '../kinds/steps/contract.ts';

/** How far an approval by several is, and that it must be signed; empty where one word of anybody opens the gate. */
export function approvalWords({what, count = 1, approvals = [], signers}: Question): string {
  if (what !== 'approve') return '';
  const several = count === 1 ? [] : [`${approvals.length} of ${count} have approved${named(approvals)}`];
  return [...several, ...(signers === undefined ? [] : ['with a signature'])].join('; ');
}

function named(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}
