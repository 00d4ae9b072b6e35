import {type PlanItem, planOf} from '../../report/plan/plan.ts';
import {type PlanAround, planAround} from '../../report/plan/plan-around.ts';
import {planText} from '../../report/plan/plan-text.ts';
import {type Paint, paintFor} from '../../report/style.ts';
import type {Command} from '../command.ts';
import {printDiagnostics} from '../diagnostics.ts';
import {exitStatus} from '../exit-status.ts';
import {inputOptions, readInputs} from '../inputs.ts';
import {findRunbook, loadRunbook} from '../load.ts';

/** Shows every step in order with the command it would run; executes nothing, asks nothing. */
export const plan: Command = {
  usage: 'FILE [--input NAME=VALUE …]',
  about: `Shows what would be done, in order: every command as it would run, every question, what happens at a failure and
how each step is taken back. What is known only at run time stands in ‹ ›. Executes nothing and asks nothing.`,
  options: {...inputOptions, json: {about: 'the plan as JSON'}},
  positionals: ['FILE'],
  examples: [['runbook plan production-deploy.yaml', 'a bare name is looked for here, then in runbooks/']],
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
    const steps = planOf(runbook, given.value.values);
    const around = planAround(runbook, given.value.values);
    if (call.flag('json'))
      terminal.out(`${JSON.stringify({runbook: runbook.name, title: runbook.title, ...around, steps}, null, 2)}\n`);
    else terminal.out(outline(runbook.title, {steps, ...around}, paintFor(terminal)));
    return exitStatus.done;
  },
};

function outline(title: string, plan: PlanAround & {readonly steps: readonly PlanItem[]}, paint: Paint): string {
  const beside =
    plan.monitors.length === 0 ? '' : `\n${paint.yellow('beside the steps:')}\n${planText(plan.monitors, paint)}`;
  return `${paint.bold(title)}\n${plan.lines.map((line) => `  ${paint.dim(line)}\n`).join('')}\n${planText(plan.steps, paint)}${beside}`;
}
