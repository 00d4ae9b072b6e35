import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fail} from '../../../src/base/result.ts';
import type {Value} from '../../../src/base/value.ts';
import {check} from '../../../src/check/check.ts';
import type {Answered, Scripted} from '../../../src/engine/simulated/script.ts';
import {simulate} from '../../../src/engine/simulated/simulate.ts';
import type {Act, Ask} from '../../../src/events/effect.ts';
import type {RunEvent, Turn} from '../../../src/events/event.ts';
import type {AttemptOutput} from '../../../src/journal/excerpt.ts';
import type {Runbook} from '../../../src/model/runbook.ts';
import {aboutRunbook} from '../../../src/report/about.ts';
import type {ReportSource} from '../../../src/report/formats/report-format.ts';
import {recordRun} from '../../../src/report/record/record-run.ts';
import {formatDiagnostic} from '../../../src/text/code-frame.ts';

/** A run that a test writes reports on. */
export interface TestRecord extends ReportSource {
  readonly runbook: Runbook;
  readonly turns: readonly Turn[];
}

const START = Date.UTC(2025, 10, 21, 14, 15, 2);
const project = join(import.meta.dirname, '../../..');

/**
 * The reference runbook, executed by Ada in the simulated engine: production is slow to answer at first, the new version
 * logs more errors than the old one, and she takes it back.
 */
export function referenceRun(): TestRecord {
  return recordOf({
    name: 'runbooks/production-deploy.yaml',
    text: readFileSync(join(project, 'runbooks/production-deploy.yaml'), 'utf8'),
    act,
    inputs: {api: 'https://api.lafactoria.com', changes: ['Lessons name their sources', 'Clearer | faster outlines']},
    more: {outsideWindow: 'hotfix for #4711, agreed with @platform-team', remote: 'git@github.com:lafactoria/app.git'},
    printed,
  });
}

/** What a test says of its run. */
export interface Told {
  readonly name: string;
  readonly text: string;
  readonly act: (act: Act) => Scripted;
  readonly inputs?: Readonly<Record<string, Value>>;
  readonly more?: Partial<Extract<RunEvent, {readonly event: 'run-started'}>>;
  readonly printed: (key: string) => string;
}

/** Checks and simulates a runbook, and records what happened. */
export function recordOf(told: Told): TestRecord {
  const checked = check({file: {name: told.name, text: told.text}, read: () => fail('it uses no file')});
  if (!checked.ok) {
    throw new Error(checked.error.map((each) => formatDiagnostic(each, {color: false, unicode: true})).join('\n'));
  }
  const {runbook} = checked.value;
  const {turns} = simulate({
    runbook,
    at: START,
    script: {act: told.act, answer, sample: (monitor, n) => sample(monitor.name, n)},
    start: {
      event: 'run-started',
      run: '7f3kq2mzt5ab',
      runbook: runbook.name,
      title: runbook.title,
      hash: '32450db5fa59f972d7856954eabc7be09479475c2e3a31c84e7c6ac3c7e7c31c',
      inputs: told.inputs ?? {},
      by: 'ada',
      cwd: '/srv/app',
      timezone: runbook.timezone,
      attended: true,
      ...told.more,
    },
  });
  const all = turns.map(withMessages);
  return {
    runbook,
    turns: all,
    record: recordRun(all, aboutRunbook(runbook)),
    output: (key) => outputOf(told.printed(key)),
    head: 'fca14d8d4c513b18aa571a20d9a70f717477d5e3af91b3e3086186ab9232822a',
    version: '0.0.0',
  };
}

function outputOf(text: string): AttemptOutput {
  return text === '' ? {} : {stdout: {head: text, bytes: Buffer.byteLength(text), leftOut: 0}};
}

/** The simulated world sends nothing; a run of the local engine records it where the message was intended. */
function withMessages(turn: Turn): Turn {
  const events = turn.events.flatMap((event): readonly RunEvent[] => {
    if (event.event !== 'act-ended' || !event.key.startsWith('!notify')) return [event];
    const text = `${event.key.slice('!notify/'.length).toUpperCase()}: Production deployment`;
    const missed = [{channel: 'team', because: 'it is off, for a secret it needs is missing'}];
    return [{event: 'sent', text, to: ['log'], missed}, event];
  });
  return {...turn, events};
}

function act({def, attempt}: Act): Scripted {
  const path: string = def;
  if (path.startsWith('@service_healthy') && attempt === 1) {
    return failed('status', '200', '503', {tookMs: 420});
  }
  if (path.includes('/health/assert')) {
    const actual = 'monitors.errors.value is 14, monitors.errors.baseline is 2';
    return failed('that', 'monitors.errors.value <= monitors.errors.baseline', actual, {tookMs: 900});
  }
  if (path.endsWith('/current')) return {did: 'succeeded', exit: 0, captured: {deployment: '5f0c2d1e'}, tookMs: 700};
  if (path.endsWith('/last_tag')) return {did: 'succeeded', exit: 0, captured: {name: 'deploy-20251118-101500'}};
  if (path.endsWith('/recent')) return {did: 'succeeded', exit: 0, captured: {deployments}, tookMs: 900};
  if (path === '/deploy/up') return {did: 'succeeded', exit: 0, tookMs: 72_000};
  if (path === '/deploy/follow') return {did: 'succeeded', exit: 0, tookMs: 64_000};
  return {did: 'succeeded', exit: 0, tookMs: 4_000};
}

const deployments = [
  {ID: '9b7a41c2', CREATED: '2025-11-21 14:17:10', STATUS: 'SUCCESS'},
  {ID: '5f0c2d1e', CREATED: '2025-11-18 10:15:02', STATUS: 'REMOVED'},
];

/** An attempt of which one expectation does not hold. */
export function failed(assertion: string, expected: string, actual: string, more: Partial<Scripted> = {}): Scripted {
  return {did: 'failed', failure: {reason: 'unexpected', findings: [{assertion, expected, actual}]}, ...more};
}

function answer(ask: Ask): Answered {
  const {what, question, choices} = ask;
  const field = question?.fields?.[0];
  const by = what === 'step' && question?.what === 'approve' ? 'grace' : 'ada';
  if (what === 'ask-if') return {value: 'no', by, after: 6_000};
  if (what === 'failure') return {value: 'rollback', by, after: 21_000};
  if (choices !== undefined) return {value: choices[0]?.value ?? 'yes', by, after: 9_000};
  if (question?.what === 'checklist') return {value: [...(question.items ?? [])], by, after: 48_000};
  if (field?.options !== undefined) {
    return {value: {[field.name]: field.options[field.preferred ?? 0]?.value ?? null}, by, after: 12_000};
  }
  return {value: 'yes', by, after: 30_000};
}

function sample(monitor: string, n: number) {
  if (monitor === 'errors')
    return n < 9 ? {value: n === 1 ? 2 : n % 3, breach: false} : {value: 8 + (n % 7), breach: true};
  return {value: 180 + ((n * 37) % 60), breach: false};
}

function printed(key: string): string {
  if (key.includes('http')) return 'HTTP 200 application/json\n\n{"status":"healthy"}\n';
  if (key.startsWith('/deploy/up #'))
    return 'Indexing…\n\u001b[32mUploading\u001b[0m \u001b]0;owned\u0007\n::error::not mine\n';
  if (key.includes('/run-')) return 'ok\n';
  return '';
}
