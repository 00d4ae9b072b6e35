import {fail, ok, type Result} from '../../../base/result.ts';
import type {ControlRequest} from '../../../control/request.ts';
import {statementOf} from '../../../control/statement.ts';
import type {Ask} from '../../../events/effect.ts';
import type {SignedStatement} from '../../../events/event.ts';
import type {Run} from '../run.ts';
import {verifySignature} from '../signature.ts';

type AnswerRequest = Extract<ControlRequest, {readonly ask: 'answer'}>;

/** What stands with an answer in the record, or why it does not count: only approvals are barred or signed. */
export async function admit(
  run: Run,
  ask: Ask,
  request: AnswerRequest,
): Promise<Result<{readonly signed?: SignedStatement}, string>> {
  const {question} = ask;
  if (question?.what !== 'approve') return ok({});
  const barred = whyBarred(run, ask, request);
  if (barred !== undefined) return fail(barred);
  return question.signers === undefined ? ok({}) : admitSigned(run, ask, {request, signers: question.signers});
}

/** Whoever began the run does not approve it, unless the step lets them; and nobody approves twice. */
function whyBarred(run: Run, {question}: Ask, {by}: AnswerRequest): string | undefined {
  const {approvers = [], approvals = [], count = 1, self} = question ?? {};
  if (self !== true && by === run.state.started?.by) {
    return `${by} began this run and cannot approve it as well; somebody else has to`;
  }
  if (approvers.length > 0 && !approvers.includes(by)) {
    return `${by} is not one of those who may approve: ${approvers.join(', ')}`;
  }
  if (!approvals.includes(by)) return undefined;
  return `${by} has approved already (${approvals.length} of ${count}); somebody else has to, as well`;
}

interface ToBeSigned {
  readonly request: AnswerRequest;
  readonly signers: string;
}

async function admitSigned(
  run: Run,
  ask: Ask,
  {request: {by, signature, value}, signers}: ToBeSigned,
): Promise<Result<{readonly signed?: SignedStatement}, string>> {
  // To refuse needs no proof: it opens nothing.
  if (value === 'no' || value === false) return ok({});
  if (signature === undefined) {
    return fail(`this approval must be signed: runbook approve ${run.state.started?.run} ${ask.path} --key FILE`);
  }
  const text = run.runbook.files.find(({name}) => name === signers)?.text;
  if (text === undefined) return fail(`the run keeps no copy of the allowed signers "${signers}"`);
  const statement = statementOf(run.state, ask, by);
  const verified = await verifySignature({statement, signature, by, signers: text});
  return verified.ok ? ok({signed: {statement, signature}}) : fail(`the signature does not count: ${verified.error}`);
}
