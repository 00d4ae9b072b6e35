import {didYouMean} from '../../base/did-you-mean.ts';
import {emptyView, observe} from '../../events/observe.ts';
import type {RunView, StepView} from '../../events/view.ts';
import {latestAttemptFolder} from '../../journal/run-folder.ts';
import {findRun} from '../../journal/runs.ts';
import type {Style} from '../../report/formats/contract.ts';
import {runFormats} from '../../report/formats/index.ts';
import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {aboutRun, runPrefix, turnsOf} from '../run-record.ts';
import {stepRecord, writeOutput} from '../step-record.ts';
import type {Terminal} from '../terminal.ts';

/** Shows what a run did, or one of its steps with its output. */
export const show: Command = {
  usage: '[RUN [STEP]]',
  about: `Shows what a run did: every step, decision, measurement and message in order, and how it ended. With a step (its
path, or the end of it: "up" for /deploy/up): its command, output, expectations and values. Without arguments, the newest run.`,
  options: {
    json: {about: 'the events, one a line; with a step, that step as JSON'},
    output: {short: 'o', about: 'with a step: its whole output, as it was written'},
  },
  positionals: ['[RUN]', '[STEP]'],
  examples: [
    ['runbook show', 'the newest run'],
    ['runbook show 7f3k up', 'one step of a run, named by the beginning of its id'],
  ],
  run: async (call, terminal) => {
    const [given, step] = call.positionals;
    const prefix = runPrefix(given);
    const found = prefix.ok ? findRun(prefix.value) : prefix;
    if (!found.ok) {
      terminal.err(`runbook show: ${found.error}\n`);
      return exitStatus.invalid;
    }
    const {turns, damage} = turnsOf(found.value.folder);
    const ended = damage === undefined ? exitStatus.done : exitStatus.engineStopped;
    if (damage !== undefined) terminal.err(`runbook show: ${damage}\n`);
    const about = await aboutRun(found.value.folder);
    if (step === undefined) {
      const format = call.flag('json') ? runFormats.json : runFormats.plain;
      const writer = format.begin({...styleOf(terminal), ...(about && {about})});
      const view = emptyView();
      for (const turn of turns) terminal.out(writer.turn(turn, observe(view, turn)));
      return ended;
    }
    const view = turns.reduce(observe, emptyView());
    const path = findStep(view, step);
    if (path === undefined) {
      terminal.err(`runbook show: the run has no step "${step}"${hint(view, step)}\n`);
      return exitStatus.invalid;
    }
    const attempt = latestAttemptFolder(found.value.folder, `${path.path} #${path.attempts}`);
    if (call.flag('output')) await writeOutput(attempt, terminal);
    else if (call.flag('json')) terminal.out(`${JSON.stringify({...path, folder: attempt}, null, 2)}\n`);
    else terminal.out(stepRecord(path, attempt, {...styleOf(terminal), ...(about && {about})}));
    return ended;
  },
};

function styleOf({color, unicode}: Terminal): Style {
  return {color, unicode, verbose: true, quiet: false};
}

/** A step by its whole path, or the only (else the last) one whose path ends with it. */
function findStep(view: RunView, wanted: string): StepView | undefined {
  const steps = [...view.steps.values()];
  return steps.find((step) => step.path === wanted) ?? steps.findLast((step) => step.path.endsWith(`/${wanted}`));
}

function hint(view: RunView, wanted: string): string {
  const names = [...view.steps.keys()].map((path) => path.slice(path.lastIndexOf('/') + 1));
  const meant = didYouMean(wanted, names);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
