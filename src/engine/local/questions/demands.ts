import type {ApproveBody} from '../../../kinds/steps/approve.ts';
import type {Question} from '../../../kinds/steps/contract.ts';
import type {Block} from '../../../model/block.ts';

/** What a gate asks of those who approve. */
export interface Demands {
  /** Empty: anybody who does not work on the run. */
  readonly approvers: readonly string[];
  readonly count: number;
  readonly self: boolean;
  /** The file of allowed signers, by the name the run keeps it under. */
  readonly signers?: string;
}

/** What a gate demands, as its step is written, else as it was asked; undefined where that is no gate. */
export function demandsOf(block: Block | undefined, question: Question | undefined): Demands | undefined {
  const gate = gateIn(block) ?? (question?.what === 'approve' ? question : undefined);
  if (gate === undefined) return undefined;
  const {approvers = [], count = 1, self = false, signers} = gate;
  return {approvers, count, self, ...(signers !== undefined && {signers})};
}

function gateIn(block: Block | undefined): ApproveBody | undefined {
  return block?.type === 'ask' && block.kind === 'approve' ? (block.body as ApproveBody) : undefined;
}
