import {existsSync} from 'node:fs';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {runbookOf as keptRunbook} from '../../../src/cli/record/run-record.ts';
import {askEngine} from '../../../src/control/client.ts';
import type {ControlReply} from '../../../src/control/request.ts';
import type {RunHandle} from '../../../src/engine/contract.ts';
import type {NewRun} from '../../../src/engine/local/create-run.ts';
import {editRun} from '../../../src/engine/local/edit-run.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import {RecordedApprovals} from '../../../src/engine/local/verify-approvals.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {filesHash} from '../../../src/journal/kept-files.ts';
import {readJournal} from '../../../src/journal/read.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {verifyRun} from '../../../src/journal/verify-run.ts';
import {engineProcess, kill} from './killed-engine.ts';
import {until} from './process/rig.ts';
import {capturedIn, type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const again = (subject: string) => ({ask: 'request', what: 'again', by: 'eve', subject, reason: 'a test'}) as const;
const answer = (step: string, value: string) => ({ask: 'answer', step, value, by: 'eve', via: 'terminal'}) as const;

const log = () => at.read('log').trim().split('\n');

/** Asks until it is granted. */
async function granted(ask: () => Promise<ControlReply | 'no engine'>): Promise<void> {
  for (;;) {
    const reply = await ask();
    if (reply !== 'no engine' && reply.ok) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Settles once the run asks a question of that kind, of that step. */
function asks(engine: RunHandle, what: string, path?: string): Promise<void> {
  return seen(engine, (event) => {
    if (event.event !== 'intended' || event.effect.do !== 'ask' || event.effect.what !== what) return false;
    return path === undefined || event.effect.path === path;
  });
}

/** Settles once the step at that path has ended. */
function ended(engine: RunHandle, path: string): Promise<void> {
  return seen(engine, (event) => event.event === 'left' && event.path === path);
}

function seen(engine: RunHandle, holds: (event: RunEvent) => boolean): Promise<void> {
  return new Promise((resolve) => {
    engine.follow(({events}) => events.some(holds) && resolve());
  });
}

const COUNTED = `
steps:
  - id: count
    run: echo counted >> log; wc -l < log
    capture: {n: int(stdout)}
    undo: echo uncounted >> log
  - id: check
    run: test {{steps.count.n}} -gt 1
    read_only: true
`;

async function counting(text = COUNTED, more: Partial<NewRun> = {}): Promise<RunHandle & {readonly folder: string}> {
  const runbook = runbookOf(text);
  const kept = at.create(runbook, {attended: true, ...more});
  const engine = await at.start(kept, runbook);
  await asks(engine, 'failure');
  return Object.assign(engine, {folder: kept.folder});
}

async function runbookIn(folder: string) {
  const runbook = await keptRunbook(folder);
  if (!runbook.ok) throw new Error('the kept runbook is no good');
  return runbook.value;
}

/** What an engine does that is started on a run to do a step of it again. */
async function later(
  folder: string,
  subject: string,
): Promise<{readonly verdict: string; readonly events: readonly RunEvent[]}> {
  const events: RunEvent[] = [];
  const engine = await at.start({id: '' as never, folder}, await runbookIn(folder), {requests: [again(subject)]});
  engine.follow((turn) => events.push(...turn.events));
  const end = await engine.ended;
  expect((await verifyRun(folder)).alterations).toEqual([]);
  return {verdict: end.is === 'ended' ? end.verdict.is : end.is, events};
}

describe('a step that is done again', {timeout: 60_000}, () => {
  test('while the run asks what to do, gives what the next attempt reads, and is taken back once', async () => {
    const engine = await counting();
    expect(await engine.ask(again('nothing'))).toEqual({ok: false, message: 'no step is called "nothing"'});
    expect(await engine.ask(again('check'))).toEqual({ok: false, message: '"check" is under way'});
    expect(await engine.ask(again('count'))).toMatchObject({ok: true});
    await ended(engine, '/count!again');
    expect(await engine.ask(answer('check', 'retry'))).toMatchObject({ok: true});
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
    const {events} = await later(engine.folder, 'check');
    expect(capturedIn(events)).toEqual({'/count': {n: 1}, '/count!again': {n: 2}});
    const back = await at.start({id: '' as never, folder: engine.folder}, await runbookIn(engine.folder), {
      requests: [{ask: 'request', what: 'rollback', by: 'eve'}],
    });
    expect(await back.ended).toMatchObject({verdict: {is: 'rolled-back'}});
    expect(log()).toEqual(['counted', 'counted', 'uncounted']);
  });

  test('after the end, is all that is done, a third time as well', async () => {
    const {folder} = await at.run('steps:\n  - {id: a, run: echo a >> log}\n  - {id: b, run: echo b >> log}\n');
    expect((await later(folder, 'a')).verdict).toBe('succeeded');
    expect((await later(folder, 'a')).verdict).toBe('succeeded');
    expect(log()).toEqual(['a', 'b', 'a', 'a']);
  });

  test('of a run that was left, comes before the run goes on', async () => {
    const engine = await counting(COUNTED.replace('read_only: true\n', 'read_only: true\n  - run: echo end >> log\n'));
    await engine.leave('for a test');
    const going = later(engine.folder, 'count');
    await until(() => log().length === 2);
    await granted(() => askEngine(engine.folder, answer('check', 'retry')));
    expect((await going).verdict).toBe('succeeded');
    expect(log()).toEqual(['counted', 'counted', 'end']);
  });

  test('is done as a corrected runbook says, and not where it is gone from that', async () => {
    const text = `${COUNTED.replace('steps:\n', 'steps:\n  - {id: old, run: echo old >> log}\n')}`.replace(
      '-gt 1',
      '-gt 2',
    );
    const engine = await counting(text);
    await engine.leave('to mend the runbook');
    const after = runbookOf(COUNTED.replace('echo counted', 'echo mended').replace('-gt 1', '-gt 2'));
    const {folder} = engine;
    expect(editRun({folder, before: await runbookIn(folder), after, by: 'ada', overNewer: undefined}).ok).toBe(true);
    const next = await at.start({id: '' as never, folder}, await runbookIn(folder));
    await asks(next, 'failure');
    expect(await next.ask(again('old'))).toEqual({ok: false, message: '"old" is not in the runbook as it is now'});
    expect(await next.ask(again('count'))).toMatchObject({ok: true});
    await ended(next, '/count!again');
    expect(await next.ask(answer('check', 'retry'))).toMatchObject({ok: true});
    expect(await next.ended).toMatchObject({verdict: {is: 'succeeded'}});
    expect(log()).toEqual(['old', 'counted', 'mended']);
  });

  test('asks anew what was answered beforehand, but for the leave to do what is dangerous', async () => {
    const options = {answers: {who: {name: 'ada'}}, yes: true, accepted: ['drop'], sources: {}} as never;
    const {folder} = await at.run(
      `
steps:
  - {id: who, ask: {question: Who?, fields: {name: {type: string}}}}
  - {id: drop, run: echo drop >> log, danger: This drops it}
`,
      {options},
    );
    expect((await later(folder, 'drop')).verdict).toBe('succeeded');
    expect(log()).toEqual(['drop', 'drop']);
    const engine = await at.start({id: '' as never, folder}, await runbookIn(folder), {requests: [again('who')]});
    await asks(engine, 'step', '/who!again');
    expect(await engine.ask({...answer('who', ''), value: {name: 'bob'}})).toMatchObject({ok: true});
    expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
  });

  test('is approved anew, and counts as that', async () => {
    const runbook = runbookOf('steps:\n  - {id: gate, approve: {what: Go, self: true}}\n');
    const kept = at.create(runbook, {attended: true});
    const engine = await at.start(kept, runbook);
    await asks(engine, 'step');
    expect(await engine.ask(answer('gate', 'yes'))).toMatchObject({ok: true});
    await engine.ended;
    const next = await at.start(kept, await runbookIn(kept.folder), {requests: [again('gate')]});
    await asks(next, 'step', '/gate!again');
    expect(await next.ask(answer('gate', 'yes'))).toMatchObject({ok: true});
    expect(await next.ended).toMatchObject({verdict: {is: 'succeeded'}});
    const approvals = new RecordedApprovals();
    readJournal(runFile(kept.folder, 'journal'), approvals.take);
    const text = {hash: filesHash(runbook.files), files: runbook.files, runbook};
    expect((await approvals.verify(() => Promise.resolve([text]))).alterations).toEqual([]);
  });

  test('is refused over what later runs changed, but for a reason', async () => {
    const text = 'steps:\n  - {id: a, run: echo a >> log}\n  - {id: look, run: cat log, read_only: true}\n';
    const {folder} = await at.run(text);
    await at.run(text);
    const runbook = await runbookIn(folder);
    const start = {folder, runbook, by: 'eve', version: '0'};
    expect(await startEngine({...start, requests: [again('a')]})).toMatchObject({
      ok: false,
      error: {message: expect.stringContaining(`runbook again ${basename(folder)} a --why REASON --over-newer REASON`)},
    });
    expect((await later(folder, 'look')).verdict).toBe('succeeded');
    const reason = {...again('a'), overNewer: 'it is another server'};
    const engine = await at.start({id: '' as never, folder}, runbook, {requests: [reason]});
    expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
    expect(log()).toEqual(['a', 'a', 'a']);
  });
});

const LONG = `
steps:
  - id: up
    run: |
      ps -o pgid= -p $$ >> groups
      echo began >> log
      [ $(wc -l < log) = 1 ] && exit 0
      until [ -e go ]; do sleep 0.01; done
      echo ended >> log
  - {id: hold, run: 'until [ -e go ]; do sleep 0.01; done', read_only: true}
`;

describe('an engine that is killed in the middle of it', {timeout: 60_000}, () => {
  async function killedInTheMiddle(): Promise<string> {
    const {folder} = at.create(runbookOf(LONG), {attended: true});
    const child = engineProcess(folder, LONG);
    await until(() => existsSync(join(at.world, 'log')) && log().length === 1);
    await granted(() => askEngine(folder, again('up')));
    await until(() => log().length === 2);
    await kill(child);
    return folder;
  }

  test('is followed by one that finds it running, and it runs once', async () => {
    const folder = await killedInTheMiddle();
    const engine = await at.start({id: '' as never, folder}, runbookOf(LONG));
    at.write('go', '');
    expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
    expect(log()).toEqual(['began', 'began', 'ended']);
  });

  test('is followed by one that asks where the command is gone as well, and repeats nothing without leave', async () => {
    const folder = await killedInTheMiddle();
    const [, group] = at.read('groups').trim().split('\n');
    process.kill(-Number(group), 'SIGKILL');
    const engine = await at.start({id: '' as never, folder}, runbookOf(LONG));
    await asks(engine, 'doubt');
    expect(log()).toEqual(['began', 'began']);
    at.write('go', '');
    expect(await engine.ask(answer('up', 'retry'))).toMatchObject({ok: true});
    expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
    expect(log()).toEqual(['began', 'began', 'began', 'ended']);
  });
});
