import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {askEngine} from '../../../src/control/client.ts';
import type {RunHandle} from '../../../src/engine/contract.ts';
import type {Ask} from '../../../src/events/effect.ts';
import type {Turn} from '../../../src/events/event.ts';
import {emptyView, observe} from '../../../src/events/observe.ts';
import {answerLines} from '../../../src/report/record/answer.ts';
import {gather} from '../../../src/report/record/gather.ts';
import {capturedIn, type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const ended = {is: 'ended', verdict: {is: 'succeeded', accepted: 0}};

/** The first question a run asks. */
function firstQuestion(engine: RunHandle): Promise<Ask> {
  return new Promise((resolve) => {
    engine.follow(({events}) => {
      for (const event of events) if (event.event === 'intended' && event.effect.do === 'ask') resolve(event.effect);
    });
  });
}

describe('a question', () => {
  const text = `
steps:
  - id: gate
    approve: Deploy?
`;

  test('is answered by the first; the second is told who was; whoever began the run cannot approve it', async () => {
    const runbook = runbookOf(text);
    const run = at.create(runbook, {attended: true});
    const engine = await at.start(run, runbook);
    await firstQuestion(engine);
    const answer = (by: string) =>
      askEngine(run.folder, {ask: 'answer', step: 'gate', value: 'yes', by, via: 'runbook approve'});
    expect(await answer('ada')).toMatchObject({ok: false, message: expect.stringContaining('cannot approve')});
    const [bob, cid] = await Promise.all([answer('bob'), answer('cid')]);
    const replies = [bob, cid].map((reply) => (reply === 'no engine' ? reply : reply.message));
    expect(replies.toSorted()).toEqual([
      expect.stringMatching(/^(bob|cid) approved "Deploy\?"$/),
      expect.stringMatching(/^that was answered already, by (bob|cid)/),
    ]);
    expect(await engine.ended).toEqual(ended);
  });

  test('that does not fit is refused with what it takes, and stays open', async () => {
    const runbook = runbookOf(text);
    const run = at.create(runbook, {attended: true});
    const engine = await at.start(run, runbook);
    await firstQuestion(engine);
    const ask = (step: string, value: string) => engine.ask({ask: 'answer', step, value, by: 'bob', via: 'test'});
    expect(await ask('gate', 'perhaps')).toMatchObject({ok: false, message: expect.stringContaining('"perhaps"')});
    expect(await ask('gaet', 'yes')).toMatchObject({ok: false, message: expect.stringContaining('open: gate')});
    expect(await ask('gate', 'yes')).toMatchObject({ok: true});
    expect(await engine.ended).toEqual(ended);
  });
});

describe('unattended', () => {
  test('an answers file, --yes and --accept-danger answer', async () => {
    const {end, events} = await at.run(
      `
steps:
  - checklist: [One, Two]
  - id: version
    ask: {question: Which?, fields: {name: {type: choice, options: [a, b]}}}
  - id: extra
    ask_if: Wanted?
    run: touch extra
  - id: drop
    danger: Gone for good
    run: touch dropped
  - id: shaky
    run: test -e fixed
    retry: 0
  - run: echo {{steps.version.name}} > chosen
`,
      {
        options: {
          answers: {version: 'b', extra: 'no', shaky: 'skip'},
          yes: true,
          accepted: ['drop'],
        },
      },
    );
    expect(at.read('chosen')).toBe('b\n');
    expect(at.read('dropped')).toBe('');
    expect(() => at.read('extra')).toThrow();
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
    expect(capturedIn(events)).toMatchObject({'/version': {name: 'b'}});
    const via = events.flatMap((event) => (event.event === 'answered' ? [event.via] : []));
    expect(via).toEqual(['--yes', 'answers file', 'answers file', '--accept-danger', 'answers file']);
  });

  test.each([
    ['no to a checklist', '- {id: it, checklist: [One]}', {it: 'no'}],
    ['yes to whether a step is wanted, which fails then', '- {id: it, ask_if: Wanted?, run: exit 1}', {it: 'yes'}],
  ])('%s ends the run, for it says nothing of what follows', async (_, step, answers) => {
    const {end} = await at.run(`steps:\n  ${step}\n`, {options: {answers, yes: false, accepted: []}});
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'failed'}});
  });

  const monitored = `
monitors:
  queue: {title: Queue, probe: echo 20, value: int(stdout), every: 1s, breach: value > 10, during: drain}
steps:
  - {run: touch added, undo: rm added}
  - {id: drain, wait: 5m}
`;

  test('the answers file says what follows from a breach', async () => {
    const options = {answers: {'monitors.queue': 'rollback'}, yes: false, accepted: []};
    const {end} = await at.run(monitored, {options});
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
    expect(() => at.read('added')).toThrow();
  });

  test('a breach of which nothing is said is a failure', async () => {
    const {end} = await at.run(monitored);
    expect(end).toMatchObject({
      is: 'ended',
      verdict: {is: 'failed', reason: 'Queue: it is 20; a breach is: value > 10'},
    });
  });

  test('an answer that does not fit leaves the run, and says why', async () => {
    const {end} = await at.run(`steps:\n  - {id: v, ask: {question: Which?, fields: {n: {type: int}}}}\n`, {
      options: {answers: {v: 'many'}, yes: false, accepted: []},
    });
    expect(end).toMatchObject({is: 'left', because: expect.stringContaining('does not fit')});
  });
});

describe('a request', () => {
  test('to stop ends the command and runs what always runs', async () => {
    const runbook = runbookOf(`
steps:
  - steps:
      - run: touch ready; sleep 300
    always:
      - run: echo cleaned > cleaned
`);
    const run = at.create(runbook);
    const engine = await at.start(run, runbook);
    const ready = new Promise<void>((resolve) => {
      engine.follow(({events}) => {
        if (events.some((event) => event.event === 'intended' && event.effect.do === 'act')) resolve();
      });
    });
    await ready;
    expect(await engine.ask({ask: 'request', what: 'stop', by: 'bob', reason: 'wrong branch'})).toMatchObject({
      ok: true,
    });
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'stopped'}});
    expect(at.read('cleaned')).toBe('cleaned\n');
  });

  test('to take back a run that has ended is granted by the next engine', async () => {
    const text = `steps:\n  - {id: add, run: touch added, undo: rm added}\n`;
    const {folder} = await at.run(text);
    expect(at.read('added')).toBe('');
    const request = {ask: 'request', what: 'rollback', by: 'bob'} as const;
    const engine = await at.start({id: '' as never, folder}, runbookOf(text), {requests: [request]});
    expect(await engine.ended).toMatchObject({is: 'ended', verdict: {is: 'rolled-back'}});
    expect(() => at.read('added')).toThrow();
  });
});

test('the ticks of a checklist are recorded, and stay when the engine leaves', async () => {
  const runbook = runbookOf('steps:\n  - {id: ready, checklist: [One, Two]}\n');
  const run = at.create(runbook, {attended: true});
  const engine = await at.start(run, runbook);
  await firstQuestion(engine);
  const tick = {ask: 'tick', step: 'ready', on: true, by: 'bob'} as const;
  expect(await engine.ask({...tick, items: [2]})).toEqual({ok: false, message: 'there is no item 3 to tick at /ready'});
  expect(await engine.ask({...tick, items: [1]})).toMatchObject({ok: true});
  await engine.leave('for lunch');
  const again = await at.start(run, runbook);
  const turns: Turn[] = [];
  again.follow((turn) => turns.push(turn));
  expect([...turns.reduce(observe, emptyView()).asks.values()].map(({ticks}) => [...ticks])).toEqual([
    [[1, {by: 'bob', at: expect.any(Number)}]],
  ]);
  expect(await again.ask({ask: 'answer', step: 'ready', value: 'done', by: 'ada', via: 'test'})).toMatchObject({
    ok: true,
  });
  expect(await again.ended).toMatchObject({verdict: {is: 'succeeded'}});
  const [decision] = gather(turns).decisions;
  expect(decision === undefined ? [] : answerLines(decision)).toEqual(['One', 'Two (ticked by bob)']);
});

test('two runs of one lock: the second is told who holds it, until the first has ended', async () => {
  const text = `lock: deploy-shop\nsteps:\n  - manual: Wait\n`;
  const runbook = runbookOf(text);
  const first = at.create(runbook, {attended: true});
  const engine = await at.start(first, runbook);
  await firstQuestion(engine);
  await engine.leave('for lunch');
  const second = at.create(runbook, {attended: true, by: 'bob'});
  await expect(at.start(second, runbook)).rejects.toThrow(`the lock "deploy-shop" is held by run ${first.id} of ada`);
  const again = await at.start(first, runbook);
  await firstQuestion(again);
  await again.ask({ask: 'request', what: 'stop', by: 'ada'});
  await again.ended;
  const engine2 = await at.start(second, runbook);
  await engine2.leave('the test is over');
});
