import {harmless} from '../base/harmless.ts';
import {failureSurvivors, failureTail, failureText} from '../events/explain-failure.ts';
import type {Finding, StepFailure} from '../events/failure.ts';
import type {StepView} from '../events/view.ts';
import {formatDiagnostic} from '../text/code-frame.ts';
import type {Style} from './formats/contract.ts';
import {lineDiff} from './line-diff.ts';
import type {Paint} from './style.ts';

const TAIL_SHOWN = 10;
const LEAST_TAIL = 2;

/** How a failure is told; `most`: in how many lines, if more of them can be left out of the step's last lines. */
interface Telling {
  readonly style: Style;
  readonly paint: Paint;
  readonly most?: number;
}

/** A failure as an operator reads it: the place in the text, expected beside actual, the last lines, the hints. */
export function failureLines(step: StepView, {most, ...told}: Telling): readonly string[] {
  const tail = step.failure === undefined ? 0 : Math.min(TAIL_SHOWN, failureTail(step.failure).length);
  const lines = withTail(step, told, tail);
  const over = most === undefined ? 0 : lines.length - most;
  return over <= 0 || tail <= LEAST_TAIL ? lines : withTail(step, told, Math.max(LEAST_TAIL, tail - over));
}

function withTail(step: StepView, {style, paint}: Telling, shown: number): readonly string[] {
  const failure = step.failure;
  if (failure === undefined) return [];
  const tail = shown === 0 ? [] : failureTail(failure).slice(-shown);
  const hints = style.about?.hints(step, failureTail(failure).join('\n')) ?? [];
  const survivors = failureSurvivors(failure);
  return [
    ...frame(step, failure, style),
    ...expectations(failure, paint),
    ...(tail.length === 0
      ? []
      : [paint.dim('    last lines:'), ...tail.map((each) => `    ${paint.dim(bar(style))} ${harmless(each)}`)]),
    ...(survivors.length === 0
      ? []
      : [paint.yellow(`    still running: ${survivors.map((each) => harmless(each)).join(', ')}`)]),
    ...hints.map((hint) => `    ${paint.cyan('hint:')} ${harmless(hint)}`),
  ];
}

function frame(step: StepView, failure: StepFailure, style: Style): readonly string[] {
  const findings = failure.reason === 'unexpected' ? failure.findings : [];
  const span = step.def === undefined ? undefined : style.about?.span(step.def, findings[0]?.assertion);
  const message = harmless(findings.length === 0 ? failureText(failure) : findings.map(headOf).join('; '));
  if (span === undefined) return [`    ${message}`];
  const text = formatDiagnostic({rule: failure.reason, severity: 'error', message, span}, style);
  return text.split('\n').map((line) => `    ${line}`);
}

/** What did not hold, in a few words; what it should have been stands below. */
function headOf({assertion, because}: Finding): string {
  if (because !== undefined) return because;
  return assertion === 'that' ? 'a condition does not hold' : `"${assertion}" is not as expected`;
}

function expectations(failure: StepFailure, paint: Paint): readonly string[] {
  if (failure.reason !== 'unexpected') return [];
  const several = failure.findings.length > 1;
  return failure.findings.flatMap(({assertion, expected, actual, texts}) => [
    ...(several ? [`    ${assertion}`] : []),
    ...(texts === undefined
      ? [...block('expected', expected, paint.green), ...block('actual', actual, paint.red)]
      : comparison(texts, paint)),
  ]);
}

const COMPARED_LINES = 24;

/** Expected and actual line by line, where they differ. */
function comparison({expected, actual}: NonNullable<Finding['texts']>, paint: Paint): readonly string[] {
  const lines = lineDiff(expected, actual);
  const more = lines.length - COMPARED_LINES;
  const colors = {'-': paint.green, '+': paint.red, ' ': paint.dim};
  return [
    `      ${paint.green('- expected')}  ${paint.red('+ actual')}`,
    ...lines.slice(0, COMPARED_LINES).map(({is, text}) => `      ${colors[is](`${is} ${harmless(text)}`)}`),
    ...(more > 0 ? [paint.dim(`      ${more} more lines`)] : []),
  ];
}

function block(name: string, text: string, color: (text: string) => string): readonly string[] {
  const [first = '', ...rest] = harmless(text, {lines: true}).trimEnd().split('\n').slice(0, 12);
  return [`      ${name.padEnd(8)} ${color(first)}`, ...rest.map((line) => `               ${color(line)}`)];
}

function bar({unicode}: Style): string {
  return unicode ? '│' : '|';
}
