import {fail, ok, type Result} from '../../../base/result.ts';
import type {ControlRequest} from '../../../control/request.ts';
import {statementOf} from '../../../control/statement.ts';
import type {Ask} from '../../../events/effect.ts';
import type {SignedStatement} from '../../../events/event.ts';
import {ownersOf} from '../allowed-signers.ts';
import type {Run} from '../run.ts';
import {verifySignature} from '../signature.ts';
import {type Approver, approvalsAt, type Gate, whyBarred} from './barred.ts';
import {demandsOf} from './demands.ts';
import {blockOf} from './standing-answer.ts';

type AnswerRequest = Extract<ControlRequest, {readonly ask: 'answer'}>;

/** What stands with an answer in the record, or why it does not count: only approvals are barred or signed. */
export async function admit(
  run: Run,
  ask: Ask,
  request: AnswerRequest,
): Promise<Result<{readonly signed?: SignedStatement}, string>> {
  const demands = ask.question?.what === 'approve' ? demandsOf(blockOf(run, ask), ask.question) : undefined;
  if (demands === undefined) return ok({});
  const {by, value} = request;
  const approver = {by, demands};
  const barred = whyBarred(gateOf(run, ask), approver);
  if (barred !== undefined) return fail(barred);
  // To refuse needs no proof: it opens nothing.
  if (demands.signers === undefined || value === 'no' || value === false) return ok({});
  return admitSigned(run, ask, {approver, signature: request.signature, signers: demands.signers});
}

function gateOf({state}: Run, {path}: Ask): Gate {
  return {operators: state.operators, approvals: approvalsAt(state, path)};
}

interface ToBeSigned {
  readonly approver: Approver;
  readonly signature: string | undefined;
  readonly signers: string;
}

async function admitSigned(
  run: Run,
  ask: Ask,
  {approver, signature, signers}: ToBeSigned,
): Promise<Result<{readonly signed: SignedStatement}, string>> {
  const {by} = approver;
  const approve = `runbook approve ${run.state.started?.run} ${ask.path} --by ${by}`;
  if (signature === undefined) return fail(`this approval must be signed: ${approve} --key FILE`);
  const text = run.runbook.files.find(({name}) => name === signers)?.text;
  if (text === undefined) return fail(`the run keeps no copy of the allowed signers "${signers}"`);
  const statement = statementOf(run.state, ask, by);
  const key = await verifySignature({statement, signature, by, signers: text});
  if (!key.ok) return fail(`the signature does not count: ${key.error}; what is to be signed: ${approve} --statement`);
  const signedWith = {fingerprint: key.value, ownersOf: (key: string) => ownersOf(text, key)};
  const barred = whyBarred(gateOf(run, ask), {...approver, signedWith});
  return barred === undefined ? ok({signed: {statement, signature, key: key.value}}) : fail(barred);
}
