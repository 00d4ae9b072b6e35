import {randomBytes} from 'node:crypto';
import {rmSync} from 'node:fs';
import {stepPath} from '../../../base/ids.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {Value} from '../../../base/value.ts';
import {scopeAt} from '../../../events/scope.ts';
import type {Expression} from '../../../expression/expression.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import {attemptFolder, runFile} from '../../../journal/run-folder.ts';
import {attemptScope} from '../../../kinds/attempt-scope.ts';
import type {MonitorSample} from '../../../kinds/io.ts';
import {withRoots} from '../../../kinds/result-scope.ts';
import type {ActBlock} from '../../../model/block.ts';
import type {Monitor} from '../../../model/runbook.ts';
import {type Attempted, attemptAct} from '../act/attempt-act.ts';
import {makeIo} from '../io/make-io.ts';
import type {Run} from '../run.ts';
import {callBlock} from './call-block.ts';

/** Milliseconds a sample may take where nobody wrote a timeout. */
const SAMPLE_TIMEOUT = 30_000;

const ROOT = stepPath('/');

/** What is to be known of a monitor. */
export interface Measuring {
  readonly name: string;
  /** Only the value is wanted, to compare later ones with. */
  readonly baseline?: boolean;
  readonly cancelled: AbortSignal;
}

/** Measures a monitor now; undefined for one that a person watches. The error says why there is no value. */
export async function sampleMonitor(run: Run, measuring: Measuring): Promise<Result<MonitorSample, EvaluationFault>> {
  const monitor = run.runbook.monitors[measuring.name];
  if (monitor === undefined) throw new Error(`there is no monitor "${measuring.name}"`);
  if (monitor.probe === undefined) return ok(undefined);
  const value = await measure(run, monitor, measuring.cancelled);
  if (!value.ok) return value;
  const baseline = run.state.monitors.get(monitor.name)?.baseline;
  const incomparable = measuring.baseline === true || (monitor.baseline !== undefined && baseline === undefined);
  if (monitor.breach === undefined || incomparable) return ok({value: value.value, breach: false});
  const known = {value: value.value, ...(baseline !== undefined && {baseline})};
  const breach = monitor.breach.evaluate(withRoots(scopeAt({...run, path: ROOT}), known));
  return breach.ok ? ok({value: value.value, breach: breach.value === true}) : breach;
}

async function measure(
  run: Run,
  {name, probe, value}: Monitor,
  cancelled: AbortSignal,
): Promise<Result<Value, EvaluationFault>> {
  if (value === undefined) return fail({message: `the monitor "${name}" has no value`});
  if (probe?.type === 'act') return measureAct(run, {name, probe, value, cancelled});
  if (probe?.type !== 'call') throw new Error(`the monitor "${name}" is measured by no act and no call`);
  const outputs = await callBlock(run, probe, cancelled);
  return outputs.ok ? value.evaluate(withRoots(scopeAt({...run, path: ROOT}), outputs.value)) : outputs;
}

interface ActMeasuring extends Measuring {
  readonly probe: ActBlock;
  readonly value: Expression;
}

/** Its files are removed at once: a monitor may be measured many thousand times. */
async function measureAct(
  run: Run,
  {name, probe, value, cancelled}: ActMeasuring,
): Promise<Result<Value, EvaluationFault>> {
  const key = `!monitor/${name} ${randomBytes(6).toString('hex')}`;
  const inherit = [...run.runbook.inherit, ...probe.context.inherit];
  const folder = runFile(run.folder, 'samples');
  const io = makeIo({...run, folder}, {key, path: ROOT, inherit, cancelled});
  try {
    const made = await attemptAct(run, {block: probe, path: ROOT, io, timeout: SAMPLE_TIMEOUT});
    return made.ok ? resultValue(made.value, value) : fail({message: made.error});
  } finally {
    rmSync(attemptFolder(folder, key), {recursive: true, force: true});
  }
}

function resultValue({performed, verdict, scope}: Attempted, value: Expression): Result<Value, EvaluationFault> {
  if (performed.did === 'timed-out') return fail({message: `it took longer than ${performed.after} ms`});
  if (performed.did !== 'ended') return fail({message: 'message' in performed ? performed.message : 'it was ended'});
  if (verdict?.ok !== true) {
    const [first] = verdict?.error ?? [];
    return fail({message: first === undefined ? 'it gave no result' : `${first.assertion}: ${first.actual}`});
  }
  return value.evaluate(attemptScope({scope, performed, captured: verdict.value}));
}
