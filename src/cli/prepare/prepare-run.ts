import {realpathSync} from 'node:fs';
import {resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Values} from '../../base/value.ts';
import {createRun, type KeptRun} from '../../engine/local/create-run.ts';
import {folderOf} from '../../engine/local/io/given-file.ts';
import {type Workplace, workplaceOf} from '../../engine/local/workplace.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Call} from '../command.ts';
import {plural, printDiagnostics} from '../diagnostics.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {operator} from '../operator.ts';
import type {Terminal} from '../terminal.ts';
import {readAnswers} from './answers.ts';
import {missingText, readInputs} from './inputs.ts';
import {findRunbook, loadRunbook} from './load.ts';
import {notYetText} from './not-yet-text.ts';
import {broken, type ReviewedPlan, readPlan} from './plan-file.ts';
import {promptInputs} from './prompt-inputs.ts';
import {untypedSecrets} from './prompt-secrets.ts';
import {unansweredText} from './unanswered-text.ts';
import {unanswered, unknownDangers} from './unattended.ts';
import {varsRefusal} from './vars-refusal.ts';
import {windowRefusal} from './window-refusal.ts';

/** A run that was checked, allowed and written down, and of which nothing has been done yet. */
export interface PreparedRun {
  readonly runbook: Runbook;
  readonly kept: KeptRun;
}

/** Everything that must hold before the first step; whatever does not is printed, and gives the exit status. */
export async function prepareRun(call: Call, terminal: Terminal): Promise<Result<PreparedRun, ExitStatus>> {
  const chosen = await chooseRunbook(call, terminal);
  if (!chosen.ok) return chosen;
  const {runbook, plan} = chosen.value;
  const inputs = forVars(runbook, plan ? ok(plan.inputs) : await completeInputs(runbook, call, terminal), terminal);
  if (!inputs.ok) return inputs;
  const answers = readAnswers(call.value('answers'), terminal.cwd, runbook);
  if (!answers.ok) return refuse(answers.error, terminal);
  const options = {answers: answers.value, yes: call.flag('yes'), accepted: call.values('accept-danger')};
  const undangerous = unknownDangers(options.accepted, runbook);
  if (undangerous !== undefined) return refuse(undangerous, terminal);
  const open = terminal.interactive ? undefined : openQuestions(runbook, options);
  if (open !== undefined) return refuse(open, terminal);
  const untyped = terminal.interactive ? undefined : untypedSecrets(runbook);
  if (untyped !== undefined) return refuse(untyped, terminal);
  const outsideWindow = call.value('outside-window');
  const closed = outsideWindow === undefined ? windowRefusal(runbook) : undefined;
  if (closed !== undefined) return refuse(closed, terminal, exitStatus.refused);
  const workplace = await workplaceFor(chosen.value, call.value('cwd'), terminal.cwd);
  if (!workplace.ok) return refuse(workplace.error, terminal);
  const kept = createRun({
    runbook,
    inputs: inputs.value,
    by: operator(),
    ...workplace.value,
    attended: terminal.interactive,
    options,
    ...(outsideWindow !== undefined && {outsideWindow}),
    ...(plan && {plan: plan.hash}),
  });
  return kept.ok ? ok({runbook, kept: kept.value}) : refuse(kept.error, terminal, exitStatus.engineStopped);
}

interface Chosen {
  readonly runbook: Runbook;
  /** Absolute. */
  readonly path: string;
  readonly plan: ReviewedPlan | undefined;
}

/** The runbook that was named, or planned; it is good, can be executed, and is what was planned. */
async function chooseRunbook(call: Call, terminal: Terminal): Promise<Result<Chosen, ExitStatus>> {
  const planned = plannedBy(call, terminal);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const path = pathOf(call, plan, terminal);
  if (!path.ok) return refuse(path.error, terminal);
  const loaded = await loadRunbook(path.value, terminal.cwd);
  if (!loaded.ok) {
    printDiagnostics(loaded.error, terminal);
    terminal.err(`${plural(loaded.error.length, 'error')}; nothing was run\n`);
    return fail(exitStatus.invalid);
  }
  const {runbook, warnings} = loaded.value;
  printDiagnostics(warnings, terminal);
  const missing = notYetText(runbook);
  if (missing !== undefined) return refuse(missing, terminal);
  const otherwise = plan && broken(plan, runbook);
  if (otherwise !== undefined) return refuse(otherwise, terminal, exitStatus.refused);
  return ok({runbook, path: path.value, plan});
}

/** Where its commands run: a plan says it, or else `--cwd` may. */
async function workplaceFor(
  {path, plan}: Chosen,
  given: string | undefined,
  from: string,
): Promise<Result<Workplace, string>> {
  const folder = folderOf(path, from);
  const planned = plan && resolve(realpathSync(folder), plan.cwd);
  if (planned !== undefined && given !== undefined && resolve(from, given) !== planned)
    return fail(`the commands of the plan run in ${planned}: leave --cwd out, or plan again with it`);
  return workplaceOf(folder, planned ?? given, from);
}

/** The plan to be executed, if there is one; it fixes the inputs. */
function plannedBy(call: Call, terminal: Terminal): Result<ReviewedPlan | undefined, ExitStatus> {
  const [path, expected] = [call.value('plan'), call.value('expect')?.replace(/^sha256:/, '')];
  if (path === undefined)
    return expected === undefined
      ? ok(undefined)
      : refuse('--expect is the hash of a plan: give --plan, too', terminal);
  if (call.values('input').length > 0 || call.value('inputs') !== undefined) {
    return refuse('the plan has its inputs already: leave --input and --inputs out, or plan again', terminal);
  }
  const plan = readPlan(resolve(terminal.cwd, path), terminal.cwd);
  if (!plan.ok) return refuse(plan.error, terminal, exitStatus.refused);
  if (expected === undefined || plan.value.hash === expected) return plan;
  const message = `this is the plan sha256:${plan.value.hash}, and not the one that --expect names`;
  return refuse(message, terminal, exitStatus.refused);
}

function pathOf(call: Call, plan: ReviewedPlan | undefined, terminal: Terminal): Result<string, string> {
  const [name] = call.positionals;
  if (name !== undefined) return findRunbook(name, terminal.cwd);
  return plan ? ok(plan.runbook) : fail('FILE is missing: which runbook?');
}

function refuse(
  message: string,
  terminal: Terminal,
  status: ExitStatus = exitStatus.invalid,
): Result<never, ExitStatus> {
  terminal.err(`runbook exec: ${message}\n`);
  return fail(status);
}

async function completeInputs(runbook: Runbook, call: Call, terminal: Terminal): Promise<Result<Values, ExitStatus>> {
  const given = readInputs(runbook.inputs, call, terminal);
  if (!given.ok) {
    for (const problem of given.error) terminal.err(`runbook exec: ${problem}\n`);
    return fail(exitStatus.invalid);
  }
  const {values, missing} = given.value;
  if (missing.length === 0) return ok(values);
  if (!terminal.interactive) return refuse(missingText(missing), terminal);
  const typed = await promptInputs(missing);
  if (typed !== undefined) return ok({...values, ...typed});
  terminal.err('\n');
  return refuse('interrupted; nothing was run', terminal, exitStatus.interrupted);
}

/** Inputs of which every variable of the runbook can be made. */
function forVars(runbook: Runbook, inputs: Result<Values, ExitStatus>, terminal: Terminal): Result<Values, ExitStatus> {
  const refusal = inputs.ok ? varsRefusal(runbook, inputs.value) : undefined;
  return refusal === undefined ? inputs : refuse(refusal, terminal);
}

/** Why it cannot be executed without a person, if it cannot. */
function openQuestions(
  runbook: Runbook,
  {answers, yes, accepted}: {readonly answers: Values; readonly yes: boolean; readonly accepted: readonly string[]},
): string | undefined {
  const open = unanswered(runbook, {answered: new Set(Object.keys(answers)), yes, accepted: new Set(accepted)});
  return open.length === 0 ? undefined : unansweredText(open);
}
