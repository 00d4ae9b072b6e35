import type {StepPath} from '../../../base/ids.ts';
import type {Approval} from '../../../events/frame.ts';
import type {Operating, RunState} from '../../../events/state.ts';
import type {Demands} from './demands.ts';
import {isSamePerson} from './same-person.ts';

/** Somebody who would approve. */
export interface Approver {
  readonly by: string;
  readonly demands: Demands;
  /** With a signature: its key. */
  readonly signedWith?: SigningKey;
}

/** A key that signed. */
export interface SigningKey {
  /** As `ssh-keygen` writes it: `SHA256:…`. */
  readonly fingerprint: string;
  /** Everybody whom the allowed signers name for a key. */
  readonly ownersOf: (fingerprint: string) => readonly string[];
}

/** Who works on a run, and who has approved a gate of it so far. */
export interface Gate {
  readonly operators: RunState['operators'];
  readonly approvals: readonly Approval[];
}

/**
 * Why somebody cannot approve: four eyes are two people's. Whoever works on the run does not approve it, unless the step
 * lets them; and nobody approves twice, by whatever name, nor with one key.
 */
export function whyBarred({operators, approvals}: Gate, approver: Approver): string | undefined {
  const {by, demands} = approver;
  const operates = demands.self ? undefined : whyOperator(operators, approver);
  if (operates !== undefined) return operates;
  if (demands.approvers.length > 0 && !demands.approvers.includes(by))
    return `${by} is not one of those who may approve: ${demands.approvers.join(', ')}`;
  return whyTwice(approvals, approver);
}

/** Who has approved the gate at `path` so far. */
export function approvalsAt({frames}: Pick<RunState, 'frames'>, path: StepPath): readonly Approval[] {
  const frame = frames.get(path);
  return frame !== undefined && 'approvals' in frame ? frame.approvals : [];
}

function whyOperator(operators: Gate['operators'], {by, signedWith}: Approver): string | undefined {
  for (const [operator, how] of operators) {
    if (isSamePerson(by, operator)) {
      const who = by === operator ? by : `${by} is the same person as ${operator}, who`;
      return `${who} ${OPERATED[how]} and cannot approve it as well; somebody else has to`;
    }
    if (signedWith?.ownersOf(signedWith.fingerprint).some((owner) => isSamePerson(owner, operator)) === true)
      return `the key of ${by} is also that of ${operator}, who ${OPERATED[how]} and cannot approve it as well; somebody else has to`;
  }
  return undefined;
}

const OPERATED: Readonly<Record<Operating, string>> = {
  began: 'began this run',
  'took-up': 'took this run up',
  changed: 'changed what this run does',
};

function whyTwice(approvals: readonly Approval[], {by, demands: {count}, signedWith}: Approver): string | undefined {
  const far = `(${approvals.length} of ${count})`;
  const keyed = approvals.find(({key}) => key !== undefined && key === signedWith?.fingerprint);
  if (keyed !== undefined)
    return `the key of ${by} has approved already, as ${keyed.by} ${far}; somebody else has to, with a key of their own`;
  const namesOf = ({by, key}: Approval) => [by, ...(key === undefined ? [] : (signedWith?.ownersOf(key) ?? []))];
  const mine = namesOf({by, ...(signedWith && {key: signedWith.fingerprint})});
  const same = approvals.find((each) => namesOf(each).some((name) => mine.some((own) => isSamePerson(name, own))));
  if (same === undefined) return undefined;
  return `${by} has approved already${same.by === by ? '' : `, as ${same.by}`} ${far}; somebody else has to, as well`;
}
