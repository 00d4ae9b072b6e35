import {failureTail, failureText} from '../../events/explain-failure.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {Verdict} from '../../events/outcome.ts';
import {aboutFacts} from '../about-lines.ts';
import {type Clock, clockOf} from '../clock.ts';
import {elapsed} from '../elapsed.ts';
import {answerLines, askedText, valueText, viaText} from '../record/answer.ts';
import {attemptText, outcomeText, signOf} from '../record/outcome-text.ts';
import type {RunRecord, StepRecord} from '../record/record.ts';
import {estimateText, everyStep, failedSteps, retriedSteps, tookOf, workOf} from '../record/walk.ts';
import {paintFor, type Sign} from '../style.ts';
import {headline} from '../verdict-lines.ts';
import {wantedText} from '../wanted-text.ts';
import {code, fenced, inline, table} from './markdown-text.ts';
import type {ReportFormat} from './report-format.ts';

/** What an issue takes: GitHub refuses more than 65,536 characters. */
const MOST = 60_000;
const TAIL_LINES = 20;
const paint = paintFor({color: false, unicode: true});

/** The run in Markdown as issues, pull requests and job summaries show it; never longer than an issue takes. */
export const markdown: ReportFormat = {
  extension: 'md',
  render: ({record, damage}) => {
    const clock = clockOf(record.view.timezone);
    const before = [head(record, clock), damaged(damage), failures(record), retries(record)];
    const after = [
      decisions(record, clock),
      measurements(record),
      messages(record, clock),
      inForce(record),
      standing(record),
      followups(record, clock),
    ];
    const rest = [...before, ...after].join('').length;
    const parts = [...before, steps(record, MOST - rest), ...after].map((part) => part.trimEnd());
    return `${parts
      .filter((part) => part !== '')
      .join('\n\n')
      .slice(0, MOST)}\n`;
  },
};

const SIGNS: Readonly<Record<Verdict['is'], Sign>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  stopped: 'stopped',
  'rolled-back': 'rollback',
  'rollback-failed': 'failed',
};

function head(record: RunRecord, clock: Clock): string {
  const {view, about} = record;
  const {verdict} = view;
  const estimate = about?.runbook.estimate;
  const sign = paint.sign(verdict === undefined ? 'running' : SIGNS[verdict.is]);
  const facts = [
    ['Run', `${code(view.run)} of ${inline(view.runbook)}`],
    ...(about === undefined ? [] : aboutFacts(about.runbook)).map(([name, text]) => [name, inline(text)]),
    ['Started by', inline(view.by)],
    ['Began', `${clock.stamp(view.startedAt)} ${clock.timezone}`],
    [
      'Took',
      `${elapsed(view.at - view.startedAt)}${estimate === undefined ? '' : ` (estimated ${estimateText(estimate)})`}`,
    ],
    ['Where', code(view.cwd)],
    ...Object.entries(view.inputs).map(([name, value]) => [`Input ${inline(name)}`, code(valueText(value))]),
    ...(view.outsideWindow === undefined ? [] : [['Outside its window', inline(view.outsideWindow)]]),
  ];
  const because =
    verdict === undefined || verdict.is === 'succeeded' || verdict.reason === ''
      ? ''
      : `\nBecause: ${inline(verdict.reason)}\n`;
  const ended = verdict === undefined ? 'Has not ended' : headline(verdict);
  return `## ${sign} ${inline(view.title)}: ${ended}\n${because}\n${table(['', ''], facts)}`;
}

function damaged(damage: string | undefined): string {
  return damage === undefined
    ? ''
    : `> ${paint.sign('failed')} **This record cannot be believed as a whole:** ${inline(damage)}\n`;
}

function failures({steps}: RunRecord): string {
  const failed = failedSteps(steps);
  if (failed.length === 0) return '';
  return `### What failed\n\n${failed.map(failedStep).join('\n')}`;
}

function failedStep({view, place, hints, kind}: StepRecord): string {
  const {failure, describes} = view;
  if (failure === undefined) return '';
  const where = place === undefined ? '' : ` (${code(`${place.file}:${place.line}`)})`;
  const accepted = view.state === 'accepted' ? ` (accepted: ${inline(view.because ?? '')})` : '';
  const command = describes === undefined || kind !== 'run' ? '' : fenced(describes, 'sh');
  const tail = failureTail(failure).slice(-TAIL_LINES);
  return [
    `**${inline(view.title)}**${where}: ${inline(failureText(failure))}${accepted}\n\n`,
    command,
    besides(failure),
    tail.length === 0 ? '' : fenced(tail.join('\n')),
    ...hints.map((hint) => `- hint: ${inline(hint)}\n`),
  ].join('');
}

/** Expected and actual as a diff, which Markdown colours. */
function besides(failure: StepFailure): string {
  if (failure.reason !== 'unexpected') return '';
  const marked = (text: string, mark: string) =>
    text
      .trimEnd()
      .split('\n')
      .slice(0, 12)
      .map((line) => `${mark} ${line}`);
  const lines = failure.findings.flatMap(({expected, actual}) => [...marked(expected, '-'), ...marked(actual, '+')]);
  return fenced(lines.join('\n'), 'diff');
}

function retries({steps}: RunRecord): string {
  const retried = retriedSteps(steps);
  if (retried.length === 0) return '';
  const lines = retried.flatMap((step) => [
    `- **${inline(step.view.title)}**${step.within === undefined ? '' : ` in ${inline(step.within)}`}, ${workOf(step).length} attempts`,
    ...attemptLines(step),
  ]);
  return `### What was tried again\n\n${lines.join('\n')}\n`;
}

/** Attempts in a row that ended the same way are one line. */
function attemptLines(step: StepRecord): readonly string[] {
  const rows: {from: number; to: number; text: string}[] = [];
  for (const attempt of workOf(step)) {
    const text = attemptText(attempt);
    const last = rows.at(-1);
    if (last?.text === text) last.to = attempt.number;
    else rows.push({from: attempt.number, to: attempt.number, text});
  }
  return rows.map(
    ({from, to, text}) => `  - ${from === to ? `attempt ${from}` : `attempts ${from} to ${to}`}: ${inline(text)}`,
  );
}

/** All steps as a list, as many levels of it as there is room for. */
function steps({steps: all, view}: RunRecord, room: number): string {
  const levels = everyStep(all).map((step) => step.number.split('.').length);
  for (let most = Math.max(0, ...levels); most > 0; most -= 1) {
    const text = `<details><summary>Steps</summary>\n\n${list(all, most, view.at)}\n</details>\n`;
    if (text.length <= room) return text;
  }
  return '';
}

function list(steps: readonly StepRecord[], levels: number, now: number): string {
  if (levels === 0) return '';
  return steps
    .map((step) => {
      const {view} = step;
      const because = view.because === undefined ? '' : `: ${inline(view.because)}`;
      const how = view.state === 'succeeded' && !view.rescued ? '' : ` *${outcomeText(step)}*${because}`;
      const attempts = workOf(step).length > 1 ? `, ${workOf(step).length} attempts` : '';
      const took = view.state === 'skipped' ? '' : ` (${elapsed(tookOf(step, now))}${attempts})`;
      const indent = '  '.repeat(step.number.split('.').length - 1);
      const words = wantedText(view);
      const wanted = words === undefined ? '' : `, ${inline(words)}`;
      const line = `${indent}- ${paint.sign(signOf(step))} ${inline(view.title)}${how}${took}${wanted}\n`;
      return line + list(step.children, levels - 1, now);
    })
    .join('');
}

function decisions({decisions, view}: RunRecord, clock: Clock): string {
  if (decisions.length === 0) return '';
  const rows = decisions.map((decision) => [
    clock.time(decision.at),
    inline(askedText(decision, view)),
    `${answerLines(decision).map(inline).join('<br>')}${decision.why === undefined ? '' : `, because ${inline(decision.why)}`}`,
    `${inline(decision.by)} (${inline(viaText(decision))})`,
  ]);
  return `### Decisions\n\n${table(['When', 'What was asked', 'What was decided', 'By'], rows)}`;
}

function measurements({monitors}: RunRecord): string {
  if (monitors.length === 0) return '';
  const rows = monitors.map(({title, baseline, samples}) => [
    inline(title),
    inline(valueText(baseline)),
    inline(valueText(samples.findLast((sample) => !sample.baseline && sample.value !== undefined)?.value)),
    String(samples.length),
    String(samples.filter(({breach}) => breach).length),
  ]);
  return `### Measurements\n\n${table(['Monitor', 'Before', 'At last', 'Samples', 'Breaches'], rows)}`;
}

function messages({messages}: RunRecord, clock: Clock): string {
  if (messages.length === 0) return '';
  const told = messages.map(
    ({at, text, to}) => `${clock.time(at)} to ${to.length === 0 ? 'nobody' : inline(to.join(', '))}\n\n${fenced(text)}`,
  );
  return `<details><summary>Messages</summary>\n\n${told.join('\n')}\n</details>\n`;
}

function inForce({view}: RunRecord): string {
  if (view.inForce.length === 0) return '';
  return `### Still in force\n\n${view.inForce.map((each) => `- ⚠ ${inline(each)}\n`).join('')}`;
}

function standing({view}: RunRecord): string {
  if (view.standing === undefined) return '';
  const {steps, offered} = view.standing;
  const offer = offered ? `\nTo take it back: ${code(`runbook rollback ${view.run} --why REASON`)}\n` : '';
  return `### Done and not taken back\n\n${steps.map((each) => `- ${inline(each)}\n`).join('')}${offer}`;
}

function followups({followups}: RunRecord, clock: Clock): string {
  if (followups.length === 0) return '';
  const due = (at: number) => clock.stamp(at).slice(0, 16);
  return `### To follow up\n\n${followups.map((each) => `- [ ] ${inline(each.title)} (due ${due(each.due)})\n`).join('')}`;
}
