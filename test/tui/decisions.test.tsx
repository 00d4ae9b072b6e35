import {describe, expect, it} from 'vitest';
import {answered, asking, entered, left} from './rig/deployment.ts';
import {askChecklist, askDeployment, beginDeployment, failDeployment, scenarios} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();
const keys = {
  up: '\u001b[A',
  down: '\u001b[B',
  enter: '\r',
  tab: '\t',
  escape: '\u001b',
  ctrlC: '\u0003',
  ctrlX: '\u0018',
};

const answerTo = (path: string, value: unknown, why?: string) => ({
  ask: 'answer',
  step: `${path} ?`,
  value,
  by: 'ada',
  via: 'terminal',
  ...(why !== undefined && {why}),
});

describe('a checklist', () => {
  it('is ticked item by item, and not done before all are', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('❯ ☐ Code reviewed');
    run.type(' ');
    await run.sees('❯ ☐ All tests');
    run.type(` ${keys.enter}`);
    await run.sees('not ticked: "No active incidents"');
    run.type(` ${keys.enter}`);
    const items = ['Code reviewed and approved', 'All tests passing in CI', 'No active incidents'];
    expect(await run.requested(1)).toEqual(answerTo('/prerequisites', items));
  });

  it('is ticked at once, with a note', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('❯ ☐ Code reviewed');
    run.type('an');
    await run.sees('☐ All tests');
    run.type(`a${keys.tab}looked twice${keys.enter}`);
    expect(await run.requested(1)).toMatchObject({why: 'looked twice'});
  });

  it('is answered with no, and why', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('No active incidents');
    run.type(keys.ctrlX);
    await run.sees('You say no');
    run.type(`an incident is open${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/prerequisites', 'no', 'an incident is open'));
  });
});

describe('a choice', () => {
  it('is what the runbook prefers', async () => {
    const run = play();
    askDeployment(run);
    await run.sees('❯ d-42');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/target', {deployment: 'd-42'}));
  });

  it('is moved with the arrows', async () => {
    const run = play();
    askDeployment(run);
    await run.sees('❯ d-42');
    run.type(keys.down);
    await run.sees('❯ d-41');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/target', {deployment: 'd-41'}));
  });

  it('is narrowed down by typing', async () => {
    const run = play();
    askDeployment(run);
    await run.sees('❯ d-42');
    run.type('fail');
    await run.sees('/fail');
    expect(run.visible()).not.toContain('SUCCESS');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/target', {deployment: 'd-43'}));
  });
});

describe('a failure', () => {
  it('is decided by nobody who only presses Enter', async () => {
    const run = play();
    failDeployment(run);
    await run.sees('Stop the run');
    run.type(keys.enter);
    await run.sees('choose with the arrow keys');
    expect(run.requests).toEqual([]);
  });

  it('is tried again', async () => {
    const run = play();
    failDeployment(run);
    await run.sees('Stop the run');
    run.type(keys.down);
    await run.sees('❯ Try again');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/deploy/up', 'retry'));
  });

  it('is skipped only with a reason', async () => {
    const run = play();
    failDeployment(run);
    await run.sees('Stop the run');
    run.type(`without${keys.enter}`);
    await run.sees('Reason:');
    run.type(keys.enter);
    await run.sees('a reason is needed');
    run.type(`built by hand${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/deploy/up', 'skip', 'built by hand'));
  });
});

describe('fields', () => {
  it('are typed one after another, and told where they do not fit', async () => {
    const run = play();
    run.turn(1, entered('/dns', 'Switch the DNS entry', {type: 'ask'}));
    const field = (name: string, type: string) => ({name, title: name, type, optional: false});
    run.turn(
      0,
      asking('/dns', {
        what: 'step',
        question: {what: 'manual', text: 'Switch it', fields: [field('ticket', 'string'), field('ttl', 'int')]},
      }),
    );
    await run.sees('ticket: _');
    run.type(`OPS-7${keys.enter}soon${keys.enter}`);
    await run.sees('ttl: ');
    await run.sees('"soon"');
    run.type(`\u0015300${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/dns', {ticket: 'OPS-7', ttl: '300'}));
  });

  it('take pasted text as it is', async () => {
    const run = play();
    run.turn(1, entered('/why', 'Why', {type: 'ask'}));
    const fields = [{name: 'answer', title: 'Why', type: 'string', optional: false}];
    run.turn(0, asking('/why', {what: 'step', question: {what: 'ask', text: 'Why?', fields}}));
    await run.sees('Why: _');
    run.type('\u001b[200~first line\nq second\u001b[201~');
    await run.sees('first line q second');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/why', {answer: 'first line q second'}));
  });
});

describe('a danger', () => {
  it('is confirmed only by the text that must be typed', async () => {
    const run = play();
    run.turn(
      1,
      entered('/wipe', 'Wipe the disk'),
      asking('/wipe', {what: 'danger', text: 'All is lost', type: 'wipe it'}),
    );
    await run.sees('Type wipe it to confirm: _');
    run.type(`yes${keys.enter}`);
    await run.sees('to confirm, type exactly: wipe it');
    run.type(`\u0015wipe it${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/wipe', 'wipe it'));
  });
});

describe('an approval', () => {
  it('takes yes, and no with a reason', async () => {
    const run = play();
    run.turn(1, entered('/go', 'Go or no go', {type: 'ask'}));
    run.turn(
      0,
      asking('/go', {what: 'step', question: {what: 'approve', text: 'The deployment', approvers: [], count: 1}}),
    );
    await run.sees('Approve');
    run.type(`${keys.down}${keys.down}`);
    await run.sees('❯ Refuse');
    run.type(`${keys.tab}too late today${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/go', 'no', 'too late today'));
  });
});

describe('a breach', () => {
  it('is decided with its hints in sight', async () => {
    const run = play();
    await scenarios.breach(run);
    run.type(`roll${keys.enter}`);
    expect(await run.requested(1)).toMatchObject({step: '/ ?breach errors~1', value: 'rollback'});
  });
});

describe('an answer', () => {
  it('that the engine refuses says so, and can be given again', async () => {
    const run = play();
    run.replies.push({ok: false, message: 'already answered by eve'});
    askDeployment(run);
    await run.sees('❯ d-42');
    run.type(keys.enter);
    await run.sees('already answered by eve');
    run.type(keys.enter);
    expect(await run.requested(2)).toMatchObject({value: {deployment: 'd-42'}});
  });

  it('of somebody else is told', async () => {
    const run = play();
    askDeployment(run);
    await run.sees('❯ d-42');
    run.turn(1, answered('/target', 'd-41', 'eve'), left('/target'));
    await run.sees('already answered by eve (runbook answer)');
    expect(run.visible()).not.toContain('❯');
  });

  it('reaches no engine, and that is said', async () => {
    const run = play();
    run.replies.push('no engine');
    beginDeployment(run);
    await run.sees('railway up');
    run.type('p');
    await run.sees('no engine is at work');
  });
});
