import type {Question} from './contract.ts';

/** Whether a gate takes more than one word of whoever works on the run: no answers file opens it, and four eyes see it. */
export function needsOthers({
  self = false,
  count = 1,
  approvers = [],
  signers,
}: Pick<Question, 'self' | 'count' | 'approvers' | 'signers'>): boolean {
  return !self || count > 1 || approvers.length > 0 || signers !== undefined;
}
