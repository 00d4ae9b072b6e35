import {didYouMean} from '../../base/did-you-mean.ts';
import type {EffectKey} from '../../base/ids.ts';
import type {Turn} from '../../events/event.ts';
import {emptyView, observe} from '../../events/observe.ts';
import {findRun} from '../../journal/runs.ts';
import type {About} from '../../report/about.ts';
import type {Style} from '../../report/formats/contract.ts';
import {runFormats} from '../../report/formats/index.ts';
import type {RunRecord, StepRecord} from '../../report/record/record.ts';
import {recordRun} from '../../report/record/record-run.ts';
import {everyStep} from '../../report/record/walk.ts';
import type {Call, Command} from '../command.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {alteredOutputs} from '../record/altered-outputs.ts';
import {aboutRun, runPrefix, turnsOf} from '../record/run-record.ts';
import {stepRecord, writeOutput} from '../record/step-record.ts';
import {unmaskedNote} from '../record/unmasked-note.ts';
import type {Terminal} from '../terminal.ts';
import {shownOutput} from '../watch/shown-output.ts';

/** Shows what a run did, or one of its steps with its output. */
export const show: Command = {
  usage: '[RUN [STEP]]',
  about: `Shows what a run did: every step, decision, measurement and message in order, and how it ended. With a step (its
path, or the end of it: "up" for /deploy/up): its command, what was expected, decided and captured, every attempt with
its output. Without arguments, the newest run.`,
  options: {
    json: {about: 'the events, one a line; with a step, that step as JSON'},
    verbose: {short: 'v', about: 'with all that commands printed'},
    output: {short: 'o', about: 'with a step: its whole output, as it was written'},
    attempt: {takes: 'N', about: 'with a step: that attempt alone (for --output the last one)'},
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
    if (!found.ok) return invalid(found.error, terminal);
    const {folder} = found.value;
    const {turns, damage} = turnsOf(folder);
    const {about, damage: copyDamage, hasSecrets} = await aboutRun(folder);
    const damages = [damage, copyDamage].filter((each) => each !== undefined);
    for (const each of damages) terminal.err(`runbook show: ${each}\n`);
    const unmasked = unmaskedNote({folder, turns, hasSecrets});
    if (unmasked !== undefined) terminal.err(`runbook show: ${unmasked}\n`);
    const kept = {folder, turns, ...(about && {about})};
    const shown = new Set<EffectKey>();
    const seen = {call, terminal, shown};
    const status = step === undefined ? showRun(kept, seen) : await showStep(step, kept, seen);
    const altered = await alteredOutputs(folder, turns, shown);
    if (altered !== undefined) terminal.err(`runbook show: ${altered}\n`);
    return damages.length === 0 && altered === undefined ? status : exitStatus.engineStopped;
  },
};

interface KeptTurns {
  readonly folder: string;
  readonly turns: readonly Turn[];
  readonly about?: About;
}

function showRun({folder, turns, about}: KeptTurns, {call, terminal, shown}: Asked): ExitStatus {
  const output = shownOutput(folder);
  const writer = runFormats[call.flag('json') ? 'json' : 'plain'].begin({
    ...styleOf(terminal, call.flag('verbose')),
    ...(about && {about}),
    output: (key) => {
      shown.add(key);
      return output(key);
    },
  });
  const view = emptyView();
  for (const turn of turns) terminal.out(writer.turn(turn, observe(view, turn)));
  return exitStatus.done;
}

interface Asked {
  readonly call: Call;
  readonly terminal: Terminal;
  /** The attempts of which outputs were shown. */
  readonly shown: Set<EffectKey>;
}

async function showStep(wanted: string, kept: KeptTurns, {call, terminal, shown: keys}: Asked): Promise<ExitStatus> {
  const {folder, turns, about} = kept;
  const record = recordRun(turns, about);
  const step = findStep(record, wanted);
  if (step === undefined) return invalid(`the run has no step "${wanted}"${hint(record, wanted)}`, terminal);
  const number = call.value('attempt');
  const all = number === undefined ? step.attempts : step.attempts.filter((each) => String(each.number) === number);
  if (number !== undefined && all.length === 0) {
    return invalid(`"${wanted}" has no attempt ${number}; it has ${step.attempts.length}`, terminal);
  }
  const shown = {record, step, folder, attempts: call.flag('output') ? all.slice(-1) : all};
  if (!call.flag('json')) for (const {key} of shown.attempts) keys.add(key);
  if (call.flag('output')) await writeOutput(shown, terminal);
  else if (call.flag('json')) terminal.out(`${JSON.stringify(asJson(step), null, 2)}\n`);
  else terminal.out(stepRecord(shown, {...styleOf(terminal, true), ...(about && {about})}));
  return exitStatus.done;
}

/** What is known of a step, flat; what is in it by its paths. */
function asJson({view, children, ...rest}: StepRecord) {
  return {...view, ...rest, children: children.map((child) => child.view.path)};
}

function invalid(message: string, terminal: Terminal): ExitStatus {
  terminal.err(`runbook show: ${message}\n`);
  return exitStatus.invalid;
}

function styleOf({color, unicode}: Terminal, verbose: boolean): Style {
  return {color, unicode, verbose, quiet: false};
}

/** A step by its whole path, its place in a report, or the only (else the last) one whose path ends with it. */
function findStep({steps}: RunRecord, wanted: string): StepRecord | undefined {
  const all = everyStep(steps);
  const exact = all.find(({view, number}) => view.path === wanted || number === wanted);
  return exact ?? all.findLast(({view}) => view.path.endsWith(`/${wanted}`));
}

function hint({steps}: RunRecord, wanted: string): string {
  const names = everyStep(steps).map(({view}) => view.path.slice(view.path.lastIndexOf('/') + 1));
  const meant = didYouMean(wanted, names);
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  return `; its steps are ${names.slice(0, 8).join(', ')}${names.length > 8 ? ' …' : ''}`;
}
