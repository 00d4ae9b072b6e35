import {harmless, harmlessLines} from '../../base/harmless.ts';
import {type EffectKey, pathOfKey, type StepPath} from '../../base/ids.ts';
import {answerWords} from '../../events/answer-words.ts';
import type {Ask} from '../../events/effect.ts';
import type {RunEvent, Turn} from '../../events/event.ts';
import {readableAsk} from '../../events/readable-ask.ts';
import type {RunView, StepView} from '../../events/view.ts';
import {approvalWords} from '../approval-words.ts';
import {type Clock, clockOf} from '../clock.ts';
import {elapsed} from '../elapsed.ts';
import {failureLines} from '../failure-lines.ts';
import {inAscii} from '../in-ascii.ts';
import {lastPrintedLines, printedLines} from '../printed-lines.ts';
import {requestText} from '../request-text.ts';
import {type Paint, paintFor, type Sign} from '../style.ts';
import {verdictLines} from '../verdict-lines.ts';
import type {RunFormat, Style} from './contract.ts';

/** One timestamped line an event: for pipes, logs, screen readers. */
export const plain: RunFormat = {
  summary: 'one line an event, for people',
  endIsEnough: true,
  begin: (style) => {
    const paint = paintFor(style);
    let clock = clockOf('UTC');
    let day: string | undefined;
    return {
      turn: (turn, view) => {
        if (clock.timezone !== view.timezone) clock = clockOf(view.timezone);
        const lines = turn.events.flatMap((event) => linesOf(event, {turn, view, style, paint, clock}));
        if (lines.length === 0) return '';
        const today = clock.day(turn.at);
        const dawn = day === undefined || day === today ? [] : [paint.dim(today)];
        day = today;
        return [...dawn, ...lines].map((line) => `${style.unicode ? line : inAscii(line)}\n`).join('');
      },
    };
  },
};

interface Moment {
  readonly turn: Turn;
  readonly view: RunView;
  readonly style: Style;
  readonly paint: Paint;
  readonly clock: Clock;
}

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;
type Lines = {readonly [Name in RunEvent['event']]?: (event: Of<Name>, moment: Moment) => readonly string[]};

function linesOf<Name extends RunEvent['event']>(
  event: Of<Name> & {readonly event: Name},
  moment: Moment,
): readonly string[] {
  return lines[event.event]?.(event, moment) ?? [];
}

/** What each event says; the others are for machines. */
const lines: Lines = {
  'run-started': (event, {paint, clock, turn}) => [
    `${paint.bold(harmless(event.title))} ${paint.dim(`· ${event.runbook} · run ${event.run} · by ${event.by}`)}`,
    paint.dim(`  in ${harmless(event.cwd)}${event.remote === undefined ? '' : ` · remote ${harmless(event.remote)}`}`),
    paint.dim(`  begun ${clock.stamp(turn.at)}, all times in ${clock.timezone}`),
    ...(event.plan === undefined ? [] : [paint.dim(`  as planned: sha256:${event.plan}`)]),
    ...(event.outsideWindow === undefined
      ? []
      : [paint.yellow(`  outside its window: ${harmless(event.outsideWindow)}`)]),
  ],
  'engine-started': (event, moment) =>
    moment.turn.seq === 2
      ? []
      : [line(moment, 'note', `taken up by ${event.by}`), ...overNewerLines(event.overNewer, moment)],
  edited: (event, moment) => [line(moment, 'note', `the runbook was corrected by ${harmless(event.by)}`)],
  entered: (event, moment) => (event.path === '/' ? [] : [begun(stepOf(event.path, moment), moment)].filter(isText)),
  skipped: (event, moment) => [
    stepLine(stepOf(event.path, moment), 'skipped', {
      ...moment,
      more: moment.paint.dim(`skipped, for this does not hold: ${harmless(event.because)}`),
    }),
  ],
  left: (event, moment) => ended(stepOf(event.path, moment), moment),
  milestone: (event, moment) => [milestoneLine(event, moment)],
  intended: ({effect}, moment) =>
    effect.do === 'ask' ? [line(moment, 'asks', moment.paint.yellow(waiting(readableAsk(effect))))] : [],
  answered: (event, moment) => [
    line(
      moment,
      'note',
      `${event.by} ${harmless(answerWords(event.value, askedAt(event.key, moment)))} (${event.via})${event.why === undefined ? '' : `: ${harmless(event.why)}`}`,
    ),
    ...(event.instead === undefined
      ? []
      : [line(moment, 'note', `this once with the command: ${harmless(event.instead)}`)]),
  ],
  'act-ended': ({did, key}, moment) => [
    ...printedBy({did, key}, moment).map((each) => printed(each, stepOf(pathOfKey(key), moment), moment)),
    ...(did === 'lost'
      ? [line(moment, 'note', moment.paint.yellow(`it is not known how ${nameAt(key, moment)} ended`))]
      : []),
  ],
  breached: (event, moment) => [
    line(
      moment,
      'failed',
      moment.paint.red(`monitor ${event.monitor}: ${harmless(event.message)} (on_breach: ${event.then})`),
    ),
  ],
  blind: (event, moment) => [
    line(
      moment,
      'note',
      moment.paint.yellow(`monitor ${event.monitor} cannot be measured: ${harmless(event.message)}`),
    ),
  ],
  overdue: (event, moment) => [
    line(moment, 'note', moment.paint.yellow(`overdue: ${titleOf(stepOf(event.path, moment))}`)),
  ],
  paused: (event, moment) => [
    line(moment, 'note', moment.paint.yellow(`paused by ${event.by}: ${harmless(event.because)}`)),
  ],
  unpaused: (event, moment) => [line(moment, 'note', `resumed by ${event.by}`)],
  refused: ({because}, moment) => [line(moment, 'note', moment.paint.yellow(`refused: ${harmless(because)}`))],
  requested: (event, moment) => [
    line(
      moment,
      'note',
      `${event.by} asked to ${harmless(requestText(event))}${event.reason === undefined ? '' : `: ${harmless(event.reason)}`}`,
    ),
    ...overNewerLines(event.overNewer, moment),
  ],
  sent: (event, moment) => sentLines(event, moment),
  noted: (event, moment) => noteLines(event.message, moment),
  'part-entered': (event, moment) => (event.part === 'rollback' ? [rollingBack(event, moment)] : []),
  'engine-stopped': (event, moment) => [
    line(moment, 'stopped', moment.paint.yellow(`the engine left the run: ${harmless(event.because)}`)),
  ],
  'run-ended': (_event, {view, paint, style}) => verdictLines(view, paint, style.about),
};

function overNewerLines(reason: string | undefined, moment: Moment): readonly string[] {
  if (reason === undefined) return [];
  return [line(moment, 'note', moment.paint.yellow(`over what later runs changed: ${harmless(reason)}`))];
}

function askedAt(key: EffectKey, {view}: Moment): Ask | undefined {
  return view.decisions.findLast((decision) => decision.key === key)?.asked;
}

function waiting({text, question}: Ask): string {
  const words = question === undefined ? '' : approvalWords(question);
  return harmless(`${text} (${words === '' ? '' : `${words}; `}waiting)`);
}

/** All that an attempt printed, or the end of it: a failure shows its own last lines, and who only looks is not heard. */
function printedBy({did, key}: Pick<Of<'act-ended'>, 'did' | 'key'>, {style, view}: Moment): readonly string[] {
  if (style.output === undefined) return [];
  if (style.verbose) return printedLines(style.output(key));
  const step = view.steps.get(pathOfKey(key));
  const kind = step?.def === undefined ? undefined : style.about?.runbook.defs.get(step.def)?.kind;
  if (style.quiet || did !== 'succeeded' || step === undefined || step.looks || kind !== 'run') return [];
  return lastPrintedLines(style.output(key), LAST_LINES);
}

/** Lines of a command's output that are shown where not all of them are. */
const LAST_LINES = 3;

/** Below the sign of the step. */
function printed(text: string, step: StepView | undefined, {paint, style, view}: Moment): string {
  const indent = '  '.repeat(depthOf(step, view));
  return paint.dim(`         ${indent}${style.unicode ? '│' : '|'} ${text}`);
}

function milestoneLine({path, index}: Of<'milestone'>, moment: Moment): string {
  const step = stepOf(path, moment);
  const text = step && moment.style.about?.milestones(step)[index];
  const indent = '  '.repeat(depthOf(step, moment.view) + 1);
  return line({...moment, indent}, 'succeeded', harmless(text ?? `milestone ${index + 1}`));
}

/** A message of a step is what the step is described by. */
function sentLines({path, text, to, missed}: Of<'sent'>, moment: Moment): readonly string[] {
  const told = path === undefined && to.length > 0;
  return [
    ...(told ? [line(moment, 'note', moment.paint.dim(`told ${to.join(', ')}: ${harmless(firstLine(text))}`))] : []),
    ...missed.map(({channel, because}) =>
      line(moment, 'note', moment.paint.yellow(`"${channel}" was not told: ${harmless(because)}`)),
    ),
  ];
}

function rollingBack({late}: Of<'part-entered'>, moment: Moment): string {
  const why = harmless(moment.view.rollingBack ?? '');
  const after = late === undefined ? '' : `, although the offer is over: ${harmless(late)}`;
  return line(moment, 'rollback', moment.paint.yellow(`rolling back: ${why}${after}`));
}

function begun(step: StepView | undefined, moment: Moment): string {
  if (step === undefined || step.transparent || moment.style.quiet) return '';
  const describes = step.describes === undefined || step.describes === step.title ? '' : firstLine(step.describes);
  return stepLine(step, 'running', {...moment, more: moment.paint.dim(harmless(describes))});
}

function ended(step: StepView | undefined, moment: Moment): readonly string[] {
  if (step === undefined || step.transparent || step.state === 'running' || step.path === '/') return [];
  const took = elapsed((step.endedAt ?? step.startedAt) - step.startedAt);
  const because = step.because === undefined ? '' : ` ${harmless(step.because)}`;
  const rescued = step.rescued ? ' rescued' : '';
  const head = stepLine(step, step.saysNo ? 'note' : step.state, {
    ...moment,
    more: moment.paint.dim(`${took}${rescued}${because}`),
  });
  if (moment.style.quiet && step.state === 'succeeded') return [];
  return step.failure === undefined || step.failure.reason === 'member'
    ? [head]
    : [head, ...failureLines(step, moment)];
}

function stepLine(step: StepView | undefined, sign: Sign, moment: Moment & {readonly more: string}): string {
  const indent = '  '.repeat(depthOf(step, moment.view));
  return line({...moment, indent}, sign, `${titleOf(step)}${moment.more === '' ? '' : `  ${moment.more}`}`);
}

function line(
  {turn, paint, clock, indent = ''}: Moment & {readonly indent?: string},
  sign: Sign,
  text: string,
): string {
  const time = clock.time(turn.at);
  const colored =
    sign === 'failed' ? paint.red : sign === 'succeeded' ? paint.green : sign === 'running' ? paint.cyan : paint.yellow;
  return `${paint.dim(time)} ${indent}${colored(paint.sign(sign))} ${text}`;
}

/** A remark, or a message to whoever watches, of which every line stands below the first. */
function noteLines(message: string, moment: Moment): readonly string[] {
  const [first = '', ...rest] = harmlessLines(message).trimEnd().split('\n');
  const {dim} = moment.paint;
  return [line(moment, 'note', dim(first)), ...rest.map((each) => `${BELOW}${dim(each)}`)];
}

/** As wide as the time and the sign of a line. */
const BELOW = ' '.repeat(11);

function stepOf(path: StepPath, {view}: Moment): StepView | undefined {
  return view.steps.get(path);
}

/** The step that an effect is of, by its title; what is no step by its place. */
function nameAt(key: EffectKey, moment: Moment): string {
  const path = pathOfKey(key);
  return titleOf(stepOf(path, moment)) || path;
}

function titleOf(step: StepView | undefined): string {
  return harmless(firstLine(step?.title ?? ''));
}

/** How many steps stand around it, the file's own group not counted. */
function depthOf(step: StepView | undefined, view: RunView): number {
  let depth = 0;
  for (let at = step; at !== undefined && at.parent !== at.path && at.parent !== '/'; at = view.steps.get(at.parent))
    if (view.steps.get(at.parent)?.transparent !== true) depth += 1;
  return depth;
}

function firstLine(text: string): string {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  return rest.length === 0 ? first : `${first} …`;
}

function isText(text: string): boolean {
  return text !== '';
}
