import {formatDuration} from '../../base/duration.ts';
import type {Expression} from '../../expression/expression.ts';
import {outlined} from '../../kinds/rendered.ts';
import type {ApproveBody} from '../../kinds/steps/approve.ts';
import type {ActBlock, AskBlock, Block, ParallelBlock} from '../../model/block.ts';
import {loopNotes} from './plan-foreach.ts';
import type {PlanScope} from './plan-scope.ts';

/** Conditions, retries and limits of a block, in words. */
export function notesOf(block: Block, scope: PlanScope): readonly string[] {
  const notes: string[] = [];
  if (block.if !== undefined) notes.push(conditionNote(block.if, scope));
  if (block.askIf !== undefined) notes.push(`asks first: ${outlined(block.askIf, scope)}`);
  if (block.danger !== undefined) notes.push(`danger, confirmed first: ${outlined(block.danger.text, scope)}`);
  if (block.type === 'parallel') notes.push(...parallelNotes(block));
  if (block.type === 'foreach') notes.push(...loopNotes(block, scope));
  if (block.type === 'choose') notes.push('a person chooses');
  if (block.type === 'ask') notes.push(...askNotes(block));
  if (block.timeout !== undefined) notes.push(`at most ${formatDuration(block.timeout)}`);
  if (block.type === 'act') notes.push(...actNotes(block));
  if (block.onFailure?.to === 'continue') notes.push(`if it fails, go on: ${block.onFailure.why}`);
  else if (block.onFailure !== undefined) notes.push(`if it fails: ${block.onFailure.to}`);
  if (block.undo !== undefined && 'none' in block.undo) notes.push(`nothing to take back: ${block.undo.none}`);
  if (block.irreversible !== undefined) notes.push(`cannot be taken back: ${outlined(block.irreversible, scope)}`);
  return notes;
}

function parallelNotes({limit, failFast}: ParallelBlock): readonly string[] {
  return [
    limit === Number.POSITIVE_INFINITY ? 'side by side' : `at most ${limit} side by side`,
    ...(failFast ? ['the first failure ends the others'] : []),
  ];
}

function askNotes({kind, body, expires}: AskBlock): readonly string[] {
  return [
    kind === 'approve' ? gateNote(body as ApproveBody) : (ASKED[kind] ?? 'asked of a person'),
    ...(expires === undefined ? [] : [`unanswered for ${formatDuration(expires)} it fails`]),
  ];
}

/** What a person does about a question. */
const ASKED: Readonly<Record<string, string>> = {
  manual: 'done by hand',
  checklist: 'ticked by a person',
};

/** Who opens the gate. */
function gateNote({approvers = [], count = 1, self = false, signers}: ApproveBody): string {
  const number = count === 1 ? 'one' : String(count);
  const among = approvers.length === 0 ? '' : ` of ${approvers.join(', ')}`;
  const but = self ? '' : ', not who works on the run';
  return `a gate: ${number}${among} must approve${but}${signers === undefined ? '' : ', with a signature'}`;
}

function actNotes(block: ActBlock): readonly string[] {
  const {retry} = block;
  if (retry === undefined) return [];
  const times = Number.isFinite(retry.times) ? `${retry.times} more times` : 'again and again';
  const bound = retry.for === undefined ? '' : ` for ${formatDuration(retry.for)}`;
  return [`tried ${times}, every ${formatDuration(retry.every)}${bound}`];
}

function conditionNote(condition: Expression, scope: PlanScope): string {
  if (!scope.knows(condition.reads)) return `only if ${condition.source}`;
  const value = condition.evaluate({get: (reference) => scope.get(reference)});
  if (!value.ok) return `only if ${condition.source}`;
  return value.value === true ? `because ${condition.source}` : `skipped: not ${condition.falsePart(scope)}`;
}
