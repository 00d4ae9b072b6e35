import type {Ask} from '../../../events/effect.ts';
import type {RunState} from '../../../events/state.ts';
import type {ApproveBody} from '../../../kinds/steps/approve.ts';
import type {Runbook} from '../../../model/runbook.ts';

/** What a gate asks of those who approve. */
export interface Demands {
  /** Empty: anybody who does not work on the run. */
  readonly approvers: readonly string[];
  readonly count: number;
  readonly self: boolean;
  /** The file of allowed signers, by the name the run keeps it under. */
  readonly signers?: string;
}

/** The run and the text by which it goes on, where that can be read. */
export interface Gated {
  readonly runbook: Runbook | undefined;
  readonly state: RunState;
}

/**
 * What the gate that `ask` asks about demands: as its step is written now, else as it was asked. Undefined where no
 * approval is asked for.
 */
export function demandsOf({runbook, state}: Gated, {path, question}: Ask): Demands | undefined {
  if (question?.what !== 'approve') return undefined;
  const {approvers = [], count = 1, self = false, signers} = gateAt({runbook, state}, path) ?? question;
  return {approvers, count, self, ...(signers !== undefined && {signers})};
}

/** The gate that lives at `path`, as it is written. */
export function gateAt({runbook, state}: Gated, path: Ask['path']): ApproveBody | undefined {
  const frame = state.frames.get(path);
  const block = frame && runbook?.defs.get(frame.def);
  return block?.type === 'ask' && block.kind === 'approve' ? (block.body as ApproveBody) : undefined;
}
