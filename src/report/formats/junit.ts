import {failureText} from '../../events/explain-failure.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {Excerpt} from '../../journal/excerpt.ts';
import {clockOf} from '../clock.ts';
import {attemptText} from '../record/outcome-text.ts';
import type {RunRecord, StepRecord} from '../record/record.ts';
import {everyStep, tookOf, workOf} from '../record/walk.ts';
import {headline} from '../verdict-lines.ts';
import type {ReportFormat, ReportSource} from './report-format.ts';
import {element, escaped} from './xml.ts';

/** Bytes of each output that a test case holds. */
const MOST_OUTPUT = 16 << 10;

/**
 * JUnit's XML as CI servers read it: a suite for each outermost step, a case for each step in it that consists of no
 * others, and one case for the verdict, so that a run that did not succeed has a case that failed; one more where the
 * record is damaged.
 */
export const junit: ReportFormat = {
  extension: 'xml',
  render: (source) => {
    const {view} = source.record;
    const steps = source.record.steps.map((step) => suiteOf(step, source));
    const suites = [...steps, ...damageSuite(source), verdictSuite(source.record)];
    const sum = (key: 'tests' | 'failures' | 'errors' | 'skipped') =>
      suites.reduce((all, suite) => all + suite[key], 0);
    const totals = {tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped')};
    const attributes = {name: view.title, ...totals, time: seconds(view.at - view.startedAt)};
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, ['\n', ...suites.map(({xml}) => `${xml}\n`)])}\n`;
  },
};

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly xml: string;
}

function suiteOf(step: StepRecord, source: ReportSource): Suite {
  const leaves = everyStep([step]).filter(({children}) => children.length === 0);
  const titles = titlesAround(step, []);
  const whole = [source.record.view.title];
  const cases = leaves.map((leaf) => caseOf(leaf, titles.get(leaf) ?? whole, source));
  const counts = {
    tests: cases.length,
    failures: cases.filter(({is}) => is === 'failure').length,
    errors: cases.filter(({is}) => is === 'error').length,
    skipped: cases.filter(({is}) => is === 'skipped').length,
  };
  const {record} = source;
  const attributes = {
    name: step.view.title,
    ...counts,
    time: seconds(tookOf(step, record.view.at)),
    timestamp: clockOf('UTC').iso(step.view.startedAt).slice(0, 19),
  };
  return {...counts, xml: element('testsuite', attributes, ['\n', ...cases.map(({xml}) => `  ${xml}\n`)])};
}

/** The titles of what a step stands in, the outermost first. */
function titlesAround(step: StepRecord, around: readonly string[]): ReadonlyMap<StepRecord, readonly string[]> {
  const inner = [...around, step.view.title];
  const below = step.children.flatMap((child) => [...titlesAround(child, inner)]);
  return new Map([...(around.length === 0 ? [] : [[step, around] as const]), ...below]);
}

interface Case {
  readonly is: 'success' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

function caseOf(step: StepRecord, around: readonly string[], source: ReportSource): Case {
  const {view, place} = step;
  const end = endOf(step);
  const attributes = {
    name: view.title,
    classname: around.join(' / '),
    time: seconds(tookOf(step, source.record.view.at)),
    file: place?.file,
    line: place?.line,
  };
  return {is: end.is, xml: element('testcase', attributes, [...end.xml, ...outputsOf(step, source)])};
}

function endOf({view}: StepRecord): {readonly is: Case['is']; readonly xml: readonly string[]} {
  const {state, failure, because} = view;
  if (state === 'failed' && failure !== undefined && !view.rescued) {
    const attributes = {type: failure.reason, message: failureText(failure)};
    return {is: 'failure', xml: [element('failure', attributes, [escaped(detailsOf(failure))])]};
  }
  if (state === 'running') return {is: 'error', xml: [element('error', {type: 'open', message: 'it has not ended'})]};
  if (state === 'succeeded' || view.rescued) return {is: 'success', xml: []};
  const message = [state === 'accepted' ? 'failed, and accepted' : state, because].filter((each) => each).join(': ');
  return {is: 'skipped', xml: [element('skipped', {message})]};
}

function detailsOf(failure: StepFailure): string {
  if (failure.reason !== 'unexpected') return failureText(failure);
  return failure.findings
    .map(({assertion, expected, actual, because}) =>
      [because ?? assertion, `expected: ${expected}`, `actual:   ${actual}`].join('\n'),
    )
    .join('\n\n');
}

/** What all attempts printed, each under its number where there are several. */
function outputsOf(step: StepRecord, {output}: ReportSource): readonly string[] {
  const work = workOf(step);
  const printed = work.map((attempt) => {
    const head = work.length > 1 ? `attempt ${attempt.number}: ${attemptText(attempt)}\n` : '';
    const {stdout, stderr} = output(attempt.key, MOST_OUTPUT);
    return {out: head + excerptText(stdout), err: excerptText(stderr)};
  });
  const out = printed.map((each) => each.out).join('');
  const err = printed.map((each) => each.err).join('');
  return [
    ...(out === '' ? [] : [element('system-out', {}, [escaped(out)])]),
    ...(err === '' ? [] : [element('system-err', {}, [escaped(err)])]),
  ];
}

function excerptText(excerpt: Excerpt | undefined): string {
  if (excerpt === undefined) return '';
  const {head, tail, leftOut} = excerpt;
  return tail === undefined ? head : `${head}\n[… ${leftOut} bytes were left out …]\n${tail}`;
}

/** A case that failed where the record cannot be believed. */
function damageSuite({damage}: ReportSource): readonly Suite[] {
  if (damage === undefined) return [];
  const error = element('error', {type: 'damaged', message: 'it cannot be believed as a whole'}, [escaped(damage)]);
  const xml = element('testcase', {name: 'The record is what was written', classname: 'Record', time: '0.000'}, [
    error,
  ]);
  const counts = {tests: 1, failures: 0, errors: 1, skipped: 0};
  return [{...counts, xml: element('testsuite', {name: 'Record', ...counts, time: '0.000'}, ['\n  ', xml, '\n'])}];
}

function verdictSuite({view}: RunRecord): Suite {
  const {verdict} = view;
  const failed = verdict?.is !== 'succeeded';
  const message = verdict === undefined ? 'the run has not ended' : headline(verdict);
  const reason = verdict === undefined || verdict.is === 'succeeded' ? '' : verdict.reason;
  const failure = element('failure', {type: verdict?.is ?? 'open', message}, [escaped(reason)]);
  const xml = element(
    'testcase',
    {name: 'The run succeeds', classname: 'Verdict', time: '0.000'},
    failed ? [failure] : [],
  );
  const counts = {tests: 1, failures: failed ? 1 : 0, errors: 0, skipped: 0};
  return {...counts, xml: element('testsuite', {name: 'Verdict', ...counts, time: '0.000'}, ['\n  ', xml, '\n'])};
}

function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3);
}
