import {describe, expect, it} from 'vitest';
import {answered, left} from './rig/deployment.ts';
import {askChecklist, askDeployment, beginDeployment} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();

function playDeployment() {
  const run = play();
  beginDeployment(run);
  return run;
}

describe('keys of the screen', () => {
  it('q leaves the run going, with what runs in the scrollback', async () => {
    const run = playDeployment();
    await run.sees('r roll back');
    run.type('q');
    expect(await run.end).toEqual({is: 'detached'});
    await run.sees('▶ Deploy with zero downtime  railway up');
    expect(run.text()).not.toContain('q leave running');
    expect(run.requests).toEqual([]);
  });

  it('p pauses, and goes on', async () => {
    const run = playDeployment();
    await run.sees('p pause');
    run.type('p');
    expect(await run.requested(1)).toEqual({ask: 'request', what: 'pause', by: 'ada'});
    run.turn(1, {event: 'paused', because: 'asked by ada', by: 'ada'});
    await run.sees('p go on');
    run.type('p');
    expect(await run.requested(2)).toEqual({ask: 'request', what: 'resume', by: 'ada'});
  });

  it('r asks why before it rolls back', async () => {
    const run = playDeployment();
    await run.sees('r roll back');
    run.type('r');
    await run.sees('Why: _');
    run.type('errors rise\r');
    await run.sees('Take back what was done');
    run.type('\u001b[B');
    await run.sees('❯ Roll back');
    run.type('\r');
    expect(await run.requested(1)).toEqual({ask: 'request', what: 'rollback', by: 'ada', reason: 'errors rise'});
  });

  it('r says, once its time is over, why it is done all the same', async () => {
    const run = playDeployment();
    run.turn(60, left('/deploy/up'), left('/deploy'));
    await run.sees('(roll back for 30m00s)');
    run.pass(1801);
    await run.sees('the time to roll back is over');
    run.type('r');
    await run.sees('although the time for it is over: _');
    run.type('found late\r');
    await run.sees('Take back what was done');
    run.type('roll\r');
    expect(await run.requested(1)).toMatchObject({what: 'rollback', reason: 'found late', late: 'found late'});
  });

  it('b reports what a person saw', async () => {
    const run = playDeployment();
    await run.sees('b report a breach');
    run.type('b');
    await run.sees('❯ Memory usage anomalies');
    run.type('\r');
    await run.sees('What was seen: _');
    run.type('it doubles\r');
    const request = {ask: 'request', what: 'report-breach', by: 'ada', subject: 'memory', reason: 'it doubles'};
    expect(await run.requested(1)).toEqual(request);
  });

  it('a number prints the address of a dashboard', async () => {
    const run = playDeployment();
    await run.sees('u dashboards');
    run.type('u');
    await run.sees('1 Error rate monitor');
    run.type('u1');
    await run.sees('Error rate monitor: https://dashboards.example.com/errors');
  });

  it('d tells what is known of the step, ? what keys there are, Esc closes', async () => {
    const run = playDeployment();
    await run.sees('d details');
    run.type('d');
    await run.sees('Deploy with zero downtime  /deploy/up');
    run.type('?');
    await run.sees('Ctrl-C    stop, roll back or go on; twice: leave at once');
    run.type('\u001b');
    await run.until(() => !run.visible().includes('Ctrl-C '), 'the help is closed');
  });

  it('o shows more of the output, then none', async () => {
    const run = playDeployment();
    run.print('/deploy/up #1', Array.from({length: 9}, (_, line) => `line ${line}\n`).join(''));
    await run.sees('line 8');
    expect(run.visible()).not.toContain('line 3');
    run.type('o');
    await run.sees('line 0');
    run.type('o');
    await run.until(() => !run.visible().includes('line 8'), 'no output');
  });
});

describe('the output that is opened', () => {
  it('is searched, scrolled and followed again', async () => {
    const run = playDeployment();
    run.print('/deploy/up #1', Array.from({length: 90}, (_, line) => `line ${line}\n`).join(''));
    await run.sees('/ search it');
    run.type('/');
    await run.sees('/_');
    run.type('LINE 7\r');
    await run.sees('11 found');
    await run.sees('❯ line 79');
    run.type('n');
    await run.sees('11 lines below');
    run.print('/deploy/up #1', 'line 90\n');
    run.type('\u001b[A');
    await run.sees('12 lines below');
    run.type('f');
    await run.sees('following');
    await run.sees('line 90');
    run.type('w');
    await run.sees('w cut lines');
    run.type('\u001b');
    await run.sees('q leave running');
  });
});

describe('Ctrl-C', () => {
  it('asks once, with going on as the answer', async () => {
    const run = playDeployment();
    await run.sees('railway up');
    run.type('\u0003');
    await run.sees('❯ Go on with the run');
    run.type('\r');
    await run.sees('q leave running');
    expect(run.requests).toEqual([]);
  });

  it('makes the engine leave the run if it comes twice', async () => {
    const run = playDeployment();
    await run.sees('railway up');
    run.type('\u0003\u0003');
    expect(await run.requested(1)).toEqual({ask: 'leave', by: 'ada'});
    run.turn(1, {event: 'engine-stopped', because: 'interrupted by ada'});
    expect(await run.end).toEqual({is: 'interrupted'});
  });

  it('ends at once what is being stopped, where that is chosen', async () => {
    const run = playDeployment();
    await run.sees('railway up');
    run.turn(1, {event: 'stopping', path: '/', why: 'stop', reason: 'asked by ada'} as never);
    await run.sees('stopping: asked by ada');
    run.type('\u0003');
    await run.sees('❯ Let it come to its end');
    run.type('\u001b[B\r');
    expect(await run.requested(1)).toMatchObject({what: 'kill'});
  });

  it('works while a question has the keyboard, and leaves what was ticked', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('❯ ☐ Code');
    run.type(' \u0003');
    await run.sees('❯ Go on with the run');
    run.type('\r');
    await run.sees('☑ Code');
  });
});

describe('? while a question has the keyboard', () => {
  it.each([
    ['a choice', askDeployment, '❯ d-42'],
    ['a checklist', askChecklist, '❯ ☐ Code'],
  ] as const)('explains its keys in %s, and Esc goes back to it', async (_, ask, asked) => {
    const run = play();
    ask(run);
    await run.sees(asked);
    run.type('?');
    await run.sees('Ctrl-C    stop, roll back or go on');
    await run.sees('keys of the screen: ');
    expect(run.visible()).toContain(asked);
    run.type('\u001b');
    await run.until(() => !run.visible().includes('Ctrl-C'), 'the help is closed');
    await run.sees('enter answer');
    expect(run.visible()).toContain(asked);
  });
});

describe('a question put aside', () => {
  it('gives the keys of the screen back, and Enter returns to it', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('❯ ☐ Code');
    run.type('\u001b');
    await run.sees('enter answer');
    await run.sees('q leave running');
    run.type('\r');
    await run.sees('space tick');
    run.turn(1, answered('/prerequisites', 'done'), left('/prerequisites'));
    await run.sees('✔ Prerequisites');
  });
});
