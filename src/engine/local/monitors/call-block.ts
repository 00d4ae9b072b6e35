import {randomBytes} from 'node:crypto';
import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {defPath, stepPath} from '../../../base/ids.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {Values} from '../../../base/value.ts';
import {scopeAt} from '../../../events/scope.ts';
import {initialState} from '../../../events/state.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import {callInputs} from '../../../interpreter/around/call-inputs.ts';
import {runFile} from '../../../journal/run-folder.ts';
import type {Block, CallBlock, SequenceBlock} from '../../../model/block.ts';
import type {Runbook} from '../../../model/runbook.ts';
import {constantTemplate} from '../../../template/constant.ts';
import {openLoop} from '../loop.ts';
import type {Run} from '../run.ts';

const ROOT = stepPath('/');
const CALL = 'probe';

/**
 * Runs a block that only looks, beside the run and outside its record: a little run of its own, kept nowhere.
 * Gives the block's outputs.
 */
export async function callBlock(
  run: Run,
  call: CallBlock,
  cancelled: AbortSignal,
): Promise<Result<Values, EvaluationFault>> {
  const {started} = run.state;
  const inputs = callInputs(run.runbook, call, scopeAt({...run, path: ROOT}));
  if (!inputs.ok) return inputs;
  if (started === undefined) throw new Error('the run has not started');
  const folder = join(runFile(run.folder, 'samples'), `probe-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const runbook = runbookOf(run.runbook, call, inputs.value);
  const state = initialState();
  const loop = openLoop({
    runbook,
    state,
    now: run.now,
    record: () => ok(null),
    start: (effect) => run.begin({...run, ...inner, report: loop.report}, effect),
    onTurn: () => {},
  });
  const inner = {folder, runbook, state, seed: randomBytes(32).toString('hex')};
  const stop = () => void loop.report({event: 'requested', what: 'kill', by: 'engine'});
  cancelled.addEventListener('abort', stop, {once: true});
  const {answers: _, ...start} = started;
  void loop.report({...start, attended: false});
  const end = await loop.ended;
  cancelled.removeEventListener('abort', stop);
  rmSync(folder, {recursive: true, force: true});
  if (end.is === 'bug') throw end.error;
  if (end.is === 'broken') return fail({message: end.message});
  if (end.is === 'left') return fail({message: end.because});
  if (end.verdict.is !== 'succeeded') return fail({message: end.verdict.reason});
  const given = scopeAt({runbook, state, path: ROOT}).get(['steps', CALL]);
  return ok(typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Values) : {});
}

/** The runbook whose only step is the call, with the values that its inputs have now. */
function runbookOf(runbook: Runbook, call: CallBlock, inputs: Values): Runbook {
  const given = Object.entries(inputs).map(([name, value]) => [name, constantTemplate(value, 'value')] as const);
  const only: CallBlock = {...call, id: CALL, named: true, with: Object.fromEntries(given)};
  const {rescue: _, always: __, ...rest} = runbook.root;
  const root: SequenceBlock = {...rest, steps: [only], outputs: {}};
  const defs = new Map<typeof call.def, Block>(runbook.defs).set(defPath('/'), root).set(call.def, only);
  return {...runbook, root, defs, monitors: {}, notify: {}, followups: [], outputs: {}};
}
