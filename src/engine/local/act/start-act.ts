import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Result} from '../../../base/result.ts';
import type {Act} from '../../../events/effect.ts';
import {actingKind} from '../../../interpreter/kind-of.ts';
import {ATTEMPT_FILES, attemptFolder, latestAttemptFolder} from '../../../journal/run-folder.ts';
import type {ActBlock} from '../../../model/block.ts';
import {hostOf, type IoRequest, makeIo} from '../io/make-io.ts';
import {sampleMonitor} from '../monitors/sample.ts';
import {NOT_BEGUN, outlive, UNKNOWN_START} from '../process/command.ts';
import type {Resumed, Withheld} from '../process/command-host.ts';
import type {InHand, Run} from '../run.ts';
import {type Attempted, attemptAct} from './attempt-act.ts';
import {outputsOf} from './outputs-of.ts';
import {type ActEnded, noValueReport, reportAct} from './report-act.ts';
import {sendRunMessage} from './run-message.ts';

/** Milliseconds a question whether an effect is in place may take. */
const PROBE_TIMEOUT = 30_000;

/** Begins an act, or takes it up where an earlier engine left it, and reports how it ended. */
export function startAct(run: Run, act: Act, resumed?: Resumed): InHand {
  const cancel = new AbortController();
  let over = false;
  if (act.withdrawn !== undefined) cancel.abort();
  const ended =
    act.what === 'notify' ? sendRunMessage(run, act) : perform(run, act, {cancelled: cancel.signal, resumed});
  ended.then(
    (report) => {
      over = true;
      if (!run.left.aborted) void run.report(report);
    },
    (error: unknown) => run.bug(error),
  );
  // Every act is withdrawn once it has ended, and to abort makes an error with its trace.
  const withdraw = () => over || cancel.abort();
  return act.what === 'notify' ? {withdraw} : {withdraw, ended};
}

interface Hand {
  readonly cancelled: AbortSignal;
  readonly resumed: Resumed | undefined;
}

async function perform(run: Run, act: Act, hand: Hand): Promise<ActEnded> {
  const {cancelled, resumed} = hand;
  const block = run.runbook.defs.get(act.def);
  if (block?.type !== 'act') throw new Error(`${act.def} is no step that acts`);
  const undone = beforehand(run, act, {block, ...hand});
  if (undone !== undefined) return undone;
  const begun = performance.now();
  const request: IoRequest = {
    key: act.key,
    path: act.path,
    inherit: [...run.runbook.inherit, ...block.context.inherit],
    cancelled,
    withhold: withheldOf(run, block),
    onPassed: milestones(run, act),
    sample: (name) => sampleMonitor(run, {name, cancelled}),
    ...(resumed && {resumed}),
  };
  const io = makeIo(run, request);
  const timeout = act.what === 'probe' ? {timeout: PROBE_TIMEOUT} : {};
  const made = await attemptAct(run, {
    block,
    path: act.path,
    io,
    ...timeout,
    ...(act.instead !== undefined && {instead: act.instead}),
  });
  const outlived = await outlivedBy(run, {act, block, request, made});
  if (outlived !== undefined) return outlived;
  if (!made.ok) return noValueReport(act.key, made.error);
  const tookMs = Math.round(performance.now() - begun);
  const outputs = await outputsOf(latestAttemptFolder(run.folder, act.key));
  const report = {...reportAct(run, {act, block, attempted: made.value, tookMs}), ...(outputs && {outputs})};
  const broken = report.did === 'failed' && report.failure?.reason !== 'not-started';
  if (cancelled.aborted && broken) return {...report, did: 'cancelled'};
  return report.did === 'cancelled' && !cancelled.aborted ? endedUnasked(report) : report;
}

interface Made {
  readonly act: Act;
  readonly block: ActBlock;
  readonly request: IoRequest;
  readonly made: Result<Attempted, string>;
}

/**
 * What came of a command that an earlier engine started with values that this one does not have, such as a secret that is
 * gone: it is waited for, or ended, and nobody can judge it. Undefined where there is none.
 */
async function outlivedBy(run: Run, {act, block, request, made}: Made): Promise<ActEnded | undefined> {
  const kind = actingKind(block.kind);
  const {resumed} = request;
  if (resumed === undefined || kind.onCrash !== 'reattach') return undefined;
  if (made.ok && made.value.performed.did !== 'not-started') return undefined;
  const missing = made.ok ? 'it could not be told again what it was told' : made.error;
  const terminal = kind.takesTerminal?.(block.body) === true ? ({terminal: 'lent'} as const) : {};
  const timeout = block.timeout === undefined ? {} : {timeout: block.timeout};
  const found = await outlive(
    {untilExpected: false, ...terminal, ...timeout},
    {host: {...hostOf(run, request), resumed}, why: `nobody can judge how it ended: ${missing}`},
  );
  const ended = {event: 'act-ended', key: act.key, tookMs: 0} as const;
  if (found?.did === 'cancelled') return {...ended, did: 'cancelled'};
  return found?.did === 'lost'
    ? {...ended, did: 'lost', failure: {reason: 'in-doubt', message: found.message}}
    : undefined;
}

/** An engine that lost its run's lock ended it and recorded nothing: how far it came, nobody knows. */
function endedUnasked({failure: _, ...report}: ActEnded): ActEnded {
  return {...report, did: 'lost', failure: {reason: 'in-doubt', message: 'it was ended when the run lost its lock'}};
}

/** Why what the step prints is kept in no file, if it is not. */
function withheldOf({secrets}: Run, {sensitive}: ActBlock): Withheld | undefined {
  if (sensitive.length > 0) return 'sensitive';
  return secrets.lacks() ? 'unmaskable' : undefined;
}

/**
 * An act that is no command leaves a mark before it touches the world: an engine that comes after knows then that
 * nobody can tell what came of it. One that only looks is done again.
 */
function beforehand(
  run: Run,
  act: Act,
  {block, cancelled, resumed}: Hand & {readonly block: ActBlock},
): ActEnded | undefined {
  const kind = actingKind(block.kind);
  if (kind.onCrash === 'reattach') return undefined;
  const looks = block.readOnly || act.what === 'probe';
  const folder = attemptFolder(run.folder, act.key);
  const mark = join(folder, ATTEMPT_FILES.started);
  if (!looks && (existsSync(mark) || resumed?.sameBoot === false)) {
    const message = resumed === undefined ? UNKNOWN_START : 'the engine ended while it was under way';
    return {event: 'act-ended', key: act.key, did: 'lost', failure: {reason: 'in-doubt', message}, tookMs: 0};
  }
  if (cancelled.aborted) {
    const failure = {reason: 'not-started', message: NOT_BEGUN} as const;
    return {event: 'act-ended', key: act.key, did: 'failed', failure, tookMs: 0};
  }
  if (looks) return undefined;
  mkdirSync(folder, {recursive: true, mode: 0o700});
  writeFileSync(mark, '', {mode: 0o600});
  return undefined;
}

/** Reports each milestone once, also where a later engine reads the output from its beginning. */
function milestones(run: Run, {key, path}: Act): (passed: number) => void {
  const frame = run.state.frames.get(path);
  let reported = frame !== undefined && 'milestones' in frame ? frame.milestones : 0;
  return (passed) => {
    for (; reported < passed; reported += 1) void run.report({event: 'milestone', key, path, index: reported});
  };
}
