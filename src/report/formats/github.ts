import {harmless} from '../../base/harmless.ts';
import type {StepPath} from '../../base/ids.ts';
import type {RunEvent} from '../../events/event.ts';
import {failureTail, failureText} from '../../events/explain-failure.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {RunView, StepView} from '../../events/view.ts';
import {positionAt} from '../../text/source-file.ts';
import {printedLines} from '../printed-lines.ts';
import {headline} from '../verdict-lines.ts';
import type {RunFormat, Style} from './contract.ts';
import {annotation, command, defused} from './github-command.ts';
import {plain} from './plain.ts';

/** GitHub shows no more of each kind for one step of a job. */
const MOST_ANNOTATIONS = 10;
const TAIL_LINES = 10;

/**
 * The plain lines, the output of every command in a group that can be opened, and an annotation at the place in the
 * runbook for every failure. Nothing that a command prints is obeyed by the one who reads the log.
 */
export const github: RunFormat = {
  summary: 'groups and annotations',
  begin: (style) => {
    const {output: _, ...rest} = style;
    const lines = plain.begin({...rest, color: false, verbose: false});
    const said = {error: 0, warning: 0};
    return {
      turn: (turn, view) =>
        turn.events
          .map((event) => {
            const text = defused(lines.turn({...turn, events: [event]}, view));
            return group(event, view, style) + text + annotations(event, {view, style, said});
          })
          .join(''),
    };
  },
};

/** What an attempt printed, under the title of its step. */
function group(event: RunEvent, view: RunView, {output, quiet}: Style): string {
  if (event.event !== 'act-ended' || quiet) return '';
  const printed = printedLines(output?.(event.key) ?? {});
  if (printed.length === 0) return '';
  const [path = '', attempt = ''] = event.key.split(' #');
  const title = `${view.steps.get(path as StepPath)?.title ?? path}${attempt === '1' || attempt === '' ? '' : ` (attempt ${attempt})`}`;
  return `${command('group', {}, harmless(title))}${defused(`${printed.join('\n')}\n`)}${command('endgroup', {}, '')}`;
}

interface Saying {
  readonly view: RunView;
  readonly style: Style;
  readonly said: {error: number; warning: number};
}

function annotations(event: RunEvent, {view, style, said}: Saying): string {
  const found = event.event === 'left' ? ofStep(view.steps.get(event.path), style) : ofRun(event, view);
  if (found === undefined) return '';
  said[found.level] += 1;
  return said[found.level] > MOST_ANNOTATIONS ? '' : found.text;
}

interface Found {
  readonly level: 'error' | 'warning';
  readonly text: string;
}

function ofStep(step: StepView | undefined, style: Style): Found | undefined {
  const failure = step?.failure;
  if (step === undefined || failure === undefined || failure.reason === 'member') return undefined;
  const level = step.state === 'failed' && !step.rescued ? 'error' : 'warning';
  const finding = failure.reason === 'unexpected' ? failure.findings[0]?.assertion : undefined;
  const span = step.def === undefined ? undefined : style.about?.span(step.def, finding);
  const place =
    span === undefined
      ? {}
      : {file: style.path?.(span.file.name) ?? span.file.name, line: String(positionAt(span.file, span.start).line)};
  return {level, text: annotation(level, {...place, title: harmless(step.title)}, wordsOf(failure))};
}

function wordsOf(failure: StepFailure): string {
  const findings = failure.reason === 'unexpected' ? failure.findings : [];
  const why = findings.map(({assertion, expected, actual, because}) =>
    [because ?? assertion, `expected: ${expected.trimEnd()}`, `actual: ${actual.trimEnd()}`].join('\n'),
  );
  const words = why.length === 0 ? [failureText(failure)] : why;
  return harmless([...words, ...failureTail(failure).slice(-TAIL_LINES)].join('\n'), {lines: true});
}

function ofRun(event: RunEvent, view: RunView): Found | undefined {
  if (event.event !== 'run-ended' || event.verdict.is === 'succeeded') return undefined;
  const {verdict} = event;
  const reason = 'reason' in verdict ? verdict.reason : '';
  return {
    level: 'error',
    text: annotation('error', {title: `${harmless(view.title)}: ${headline(verdict)}`}, harmless(reason)),
  };
}
