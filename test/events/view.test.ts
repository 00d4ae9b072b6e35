import {describe, expect, it} from 'vitest';
import {defPath, effectKey, stepPath} from '../../src/base/ids.ts';
import type {RunEvent} from '../../src/events/event.ts';
import type {StepFailure} from '../../src/events/failure.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import type {RunView} from '../../src/events/view.ts';

const root = stepPath('/');
const up = stepPath('/up');
const key = effectKey('/up #1');
const failure: StepFailure = {reason: 'rule', message: 'no'};

/** One turn an event, a second apart. */
function seen(...events: readonly RunEvent[]): RunView {
  const view = emptyView();
  for (const [index, event] of events.entries()) observe(view, {seq: index + 1, at: index * 1000, events: [event]});
  return view;
}

function entered(path = up): RunEvent {
  return {event: 'entered', path, def: defPath(path), parent: root, n: 0, type: 'act', describes: `do ${path}`};
}

function attempt(number: number): RunEvent {
  const effect = {
    do: 'act',
    what: 'work',
    key: effectKey(`/up #${number}`),
    path: up,
    def: defPath('/up'),
    attempt: number,
  };
  return {event: 'intended', effect: effect as never};
}

const failed: RunEvent = {event: 'act-ended', key, did: 'failed', failure, tookMs: 1};
const left: RunEvent = {event: 'left', path: up, parent: root, outcome: 'failed', failure};
const ended: RunEvent = {event: 'run-ended', verdict: {is: 'failed', reason: 'no'}, inForce: ['maintenance']};
const asked: RunEvent = {
  event: 'intended',
  effect: {do: 'ask', what: 'failure', key: effectKey('/up ?failure'), path: up, text: 'What now?'},
};
const answered: RunEvent = {
  event: 'answered',
  key: effectKey('/up ?failure'),
  value: 'stop',
  by: 'ada',
  via: 'terminal',
};

describe('a step', () => {
  it('is called by what it does where it has no title, and stands below its parent', () => {
    const view = seen(entered(root), entered());
    expect(view.steps.get(up)).toMatchObject({title: 'do /up', state: 'running', startedAt: 1000});
    expect(view.steps.get(root)?.children).toEqual([up]);
  });

  it('that only looks answers no, which is no failure', () => {
    const path = stepPath('/up!probe');
    const unexpected: StepFailure = {reason: 'unexpected', findings: []};
    const look = {...entered(path), role: 'probe'} as RunEvent;
    const no = seen(look, {...left, path, failure: unexpected} as RunEvent).steps.get(path);
    expect(no).toMatchObject({state: 'succeeded', saysNo: true, because: 'no: not as expected'});
    expect(no).not.toHaveProperty('failure');
    expect(seen(look, {...left, path} as RunEvent).steps.get(path)).toMatchObject({state: 'failed', failure});
  });

  it('is called by the number of its pass in a loop whose values move', () => {
    const path = stepPath('/up[2]');
    expect(seen({...entered(path), describes: undefined} as never).steps.get(path)?.title).toBe('pass 3');
  });

  it('remembers how its last attempt failed until the next begins', () => {
    expect(seen(entered(), attempt(1), failed).steps.get(up)).toMatchObject({lastFailure: failure, attempts: 1});
    expect(seen(entered(), attempt(1), failed, attempt(2)).steps.get(up)).not.toHaveProperty('lastFailure');
    expect(seen(entered(), attempt(1), failed, attempt(2)).acts.size).toBe(1);
  });

  it('counts its milestones anew in each attempt', () => {
    const passed: RunEvent = {event: 'milestone', key, path: up, index: 1};
    expect(seen(entered(), attempt(1), passed).steps.get(up)?.milestones).toBe(2);
    expect(seen(entered(), attempt(1), passed, attempt(2)).steps.get(up)?.milestones).toBe(0);
  });

  it('ends with its outcome and its time', () => {
    expect(seen(entered(), left).steps.get(up)).toMatchObject({state: 'failed', failure, endedAt: 1000});
  });
});

describe('a question', () => {
  it('is open until it is answered, and then a decision', () => {
    expect([...seen(entered(), asked).asks.values()]).toMatchObject([{since: 1000, effect: {text: 'What now?'}}]);
    const view = seen(entered(), asked, answered);
    expect(view.asks.size).toBe(0);
    expect(view.decisions).toMatchObject([{path: up, asked: {text: 'What now?'}, value: 'stop', by: 'ada'}]);
  });

  it('goes with its withdrawal', () => {
    const gone: RunEvent = {event: 'withdrawn', key: effectKey('/up ?failure'), path: up, why: 'expired'};
    expect(seen(entered(), asked, gone).asks.size).toBe(0);
  });
});

describe('a monitor', () => {
  const sample = (value: number, more: object = {}): RunEvent => ({
    event: 'sampled',
    monitor: 'errors',
    value,
    breach: false,
    ...more,
  });

  it('keeps its baseline and its last 120 samples', () => {
    const samples = Array.from({length: 130}, (_, index) => sample(index));
    const errors = seen(sample(3, {baseline: true}), ...samples).monitors.get('errors');
    expect(errors).toMatchObject({baseline: 3, state: 'well'});
    expect(errors?.samples).toHaveLength(120);
    expect(errors?.samples.at(-1)?.value).toBe(129);
  });

  it('is breached until a sample is none', () => {
    const breached: RunEvent = {event: 'breached', monitor: 'errors', then: 'warn', message: '9 > 3'};
    expect(seen(sample(9, {breach: true}), breached).monitors.get('errors')?.state).toBe('breached');
    expect(seen(breached, sample(2)).monitors.get('errors')?.state).toBe('well');
  });
});

describe('the run', () => {
  const stopping = (why: 'stop' | 'rollback', path = root): RunEvent => ({
    event: 'stopping',
    path,
    why,
    reason: 'enough',
  });

  it('is being stopped, or taken back, with the reason', () => {
    expect(seen(stopping('stop'))).toMatchObject({stopping: 'enough'});
    expect(seen(stopping('rollback'))).toMatchObject({rollingBack: 'enough'});
    expect(seen(stopping('stop', up))).not.toHaveProperty('stopping');
  });

  it('is over with its verdict, until it is taken back after all', () => {
    expect(seen(entered(root), asked, ended)).toMatchObject({verdict: {is: 'failed'}, inForce: ['maintenance']});
    expect(seen(entered(root), asked, ended).asks.size).toBe(0);
    expect(seen(entered(root), ended, entered(root))).not.toHaveProperty('verdict');
  });

  it('is left by an engine until another takes it up', () => {
    const stopped: RunEvent = {event: 'engine-stopped', because: 'no space'};
    const taken: RunEvent = {event: 'engine-started', host: 'h', boot: 'b', pid: 1, by: 'ada', version: '1'};
    expect(seen(stopped)).toMatchObject({left: 'no space'});
    expect(seen(stopped, taken)).not.toHaveProperty('left');
  });

  it('is paused until it goes on', () => {
    const paused: RunEvent = {event: 'paused', because: 'lunch', by: 'ada'};
    expect(seen(paused)).toMatchObject({paused: 'lunch'});
    expect(seen(paused, {event: 'unpaused', by: 'ada'})).not.toHaveProperty('paused');
  });
});

describe('what a person is to do, in Markdown', () => {
  const words = 'Delete **a\\_b**';
  const manual = {
    event: 'entered',
    path: up,
    def: defPath('/up'),
    parent: root,
    n: 0,
    type: 'ask',
    kind: 'manual',
  } as const;
  const question = {what: 'manual', text: words} as const;
  const effect = {do: 'ask', key: effectKey('/up ?manual'), path: up, text: words, question};
  const view = seen({...manual, describes: words}, {event: 'intended', effect: effect as never});

  it('stands in a terminal without the signs that keep its values from marking anything', () => {
    expect(view.steps.get(up)).toMatchObject({title: 'Delete **a_b**', describes: 'Delete **a_b**', prose: words});
    expect([...view.asks.values()][0]?.effect).toMatchObject({
      text: 'Delete **a_b**',
      question: {text: 'Delete **a_b**'},
    });
  });

  it('and a command keeps its backslashes', () => {
    const step = seen({...manual, kind: 'run', describes: 'echo \\*'}).steps.get(up);
    expect(step).toMatchObject({title: 'echo \\*', describes: 'echo \\*'});
    expect(step?.prose).toBeUndefined();
  });
});
