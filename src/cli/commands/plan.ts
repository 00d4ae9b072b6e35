import {realpathSync} from 'node:fs';
import {relative, resolve} from 'node:path';
import {harmless} from '../../base/harmless.ts';
import {fail, type Result} from '../../base/result.ts';
import {folderOf} from '../../engine/local/io/given-file.ts';
import {workplaceOf} from '../../engine/local/workplace.ts';
import type {Runbook} from '../../model/runbook.ts';
import {inAscii} from '../../report/in-ascii.ts';
import type {PlanItem} from '../../report/plan/plan.ts';
import type {PlanAround} from '../../report/plan/plan-around.ts';
import {planText} from '../../report/plan/plan-text.ts';
import {type Paint, paintFor} from '../../report/style.ts';
import type {Command} from '../command.ts';
import {printDiagnostics} from '../diagnostics.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {type GivenInputs, inputOptions, missingText, readInputs} from '../prepare/inputs.ts';
import {findRunbook, loadRunbook} from '../prepare/load.ts';
import {notYetText} from '../prepare/not-yet-text.ts';
import {planData, writePlan} from '../prepare/plan-file.ts';
import {varsRefusal} from '../prepare/vars-refusal.ts';
import type {Terminal} from '../terminal.ts';

/** Shows every step in order with the command it would run; executes nothing, asks nothing. */
export const plan: Command = {
  usage: 'FILE [--input NAME=VALUE …] [--out PLAN [--cwd FOLDER]]',
  about: `Shows what would be done, in order: every command as it would run, every question, what happens at a failure and
how each step is taken back. What is known only at run time stands in ‹ ›. Executes nothing and asks nothing. What
--out keeps binds a run by its runbook, inputs and folder; the hash that is printed stands for it: whoever executes it
gives that as --expect, so that no other plan will do.`,
  options: {
    ...inputOptions,
    out: {takes: 'PLAN', about: 'also write it to a file, which exec --plan executes and nothing else'},
    cwd: {
      takes: 'FOLDER',
      about: "with --out: where commands run (the top of the runbook's git tree, else its folder)",
    },
    json: {about: 'the plan as JSON'},
  },
  positionals: ['FILE'],
  examples: [
    ['runbook plan production-deploy.yaml', 'a bare name is looked for here, then in runbooks/'],
    [
      'runbook plan deploy.yaml -i version=1.4 --out review.json',
      'for review; then: runbook exec --plan review.json --expect sha256:…',
    ],
  ],
  run: async (call, terminal) => {
    const found = findRunbook(call.positionals[0] ?? '', terminal.cwd);
    if (!found.ok) {
      terminal.err(`runbook plan: ${found.error}\n`);
      return exitStatus.invalid;
    }
    const loaded = await loadRunbook(found.value, terminal.cwd);
    if (!loaded.ok) {
      printDiagnostics(loaded.error, terminal);
      return exitStatus.invalid;
    }
    const {runbook} = loaded.value;
    const given = readInputs(runbook.inputs, call, terminal);
    if (!given.ok) {
      terminal.err(given.error.map((problem) => `runbook plan: ${problem}\n`).join(''));
      return exitStatus.invalid;
    }
    const plan = planData(runbook, given.value.values);
    if (call.flag('json')) terminal.out(`${JSON.stringify(plan, null, 2)}\n`);
    else {
      const text = outline(runbook.title, plan, paintFor(terminal));
      terminal.out(terminal.unicode ? text : inAscii(text));
    }
    const complete = given.value.missing.length === 0;
    const refused = notYetText(runbook) ?? (complete ? varsRefusal(runbook, given.value.values) : undefined);
    if (refused !== undefined) terminal.err(`runbook plan: exec refuses this runbook: ${refused}\n`);
    const [out, cwd] = [call.value('out'), call.value('cwd')];
    if (out !== undefined)
      return keep(resolve(terminal.cwd, out), {runbook, file: found.value, given: given.value, cwd}, terminal);
    if (cwd !== undefined) terminal.err('runbook plan: --cwd is kept with a plan: give --out, too\n');
    return cwd === undefined ? exitStatus.done : exitStatus.invalid;
  },
};

interface ToBeKept {
  readonly runbook: Runbook;
  readonly file: string;
  readonly given: GivenInputs;
  readonly cwd: string | undefined;
}

async function keep(path: string, planned: ToBeKept, terminal: Terminal): Promise<ExitStatus> {
  const kept = await written(path, planned, terminal.cwd);
  if (!kept.ok) {
    terminal.err(`runbook plan: ${kept.error}\n`);
    return exitStatus.invalid;
  }
  terminal.err(`the plan is kept in ${path}\n  sha256:${kept.value}\n`);
  return exitStatus.done;
}

async function written(
  path: string,
  {runbook, file, given, cwd}: ToBeKept,
  from: string,
): Promise<Result<string, string>> {
  if (given.missing.length > 0) return fail(missingText(given.missing));
  const folder = realpathSync(folderOf(file, from));
  const workplace = await workplaceOf(folder, cwd, from);
  if (!workplace.ok) return workplace;
  return writePlan(path, {runbook, file, inputs: given.values, cwd: relative(folder, workplace.value.cwd)});
}

function outline(title: string, plan: PlanAround & {readonly steps: readonly PlanItem[]}, paint: Paint): string {
  const beside =
    plan.monitors.length === 0 ? '' : `\n${paint.yellow('beside the steps:')}\n${planText(plan.monitors, paint)}`;
  const around = plan.lines.map((line) => `  ${paint.dim(harmless(line))}\n`).join('');
  return `${paint.bold(harmless(title))}\n${around}\n${planText(plan.steps, paint)}${beside}`;
}
