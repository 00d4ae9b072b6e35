import {describe, expect, it} from 'vitest';
import type {RunEvent} from '../../src/events/event.ts';
import {answered, asking, entered, left} from './rig/deployment.ts';
import {askChecklist, askDeployment, askRelease, beginDeployment, failDeployment, scenarios} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();
const keys = {
  up: '\u001b[A',
  down: '\u001b[B',
  enter: '\r',
  tab: '\t',
  backTab: '\u001b[Z',
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
    expect(await run.requested(4)).toEqual(answerTo('/prerequisites', items));
  });

  it('has every tick recorded, and shows those of another terminal', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('❯ ☐ Code reviewed');
    run.type(' ');
    expect(await run.requested(1)).toEqual({ask: 'tick', step: '/prerequisites ?', items: [0], on: true, by: 'ada'});
    const ticked = (items: readonly number[], on: boolean, by: string) =>
      ({event: 'ticked', key: '/prerequisites ?', items, on, by}) as RunEvent;
    run.turn(1, ticked([0], true, 'ada'));
    run.turn(1, ticked([1, 2], true, 'eve'));
    await run.sees('☑ No active incidents  eve');
    run.turn(1, ticked([2], false, 'eve'));
    await run.sees('☐ No active incidents');
    expect(run.visible()).toContain('☑ Code reviewed and approved\n');
    expect(run.visible()).toContain('☑ All tests passing in CI  eve');
  });

  it('is ticked at once, with a note', async () => {
    const run = play();
    askChecklist(run);
    await run.sees('❯ ☐ Code reviewed');
    run.type('an');
    await run.sees('☐ All tests');
    run.type(`a${keys.tab}looked twice${keys.enter}`);
    expect(await run.requested(4)).toMatchObject({why: 'looked twice'});
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

  it('is as it was once nothing narrows it, by Backspace or Esc', async () => {
    const run = play();
    askDeployment(run);
    await run.sees('❯ d-42');
    run.type('fail');
    await run.sees('❯ d-43');
    run.type('\u007f'.repeat(4));
    await run.sees('❯ d-42');
    run.type('none');
    await run.sees('nothing fits');
    await run.sees('esc show all');
    run.type(keys.escape);
    await run.sees('❯ d-42');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/target', {deployment: 'd-42'}));
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

  it('can be tried with another command, and not once others have approved the run as it is', async () => {
    const fails = [
      entered('/deploy/follow', 'Follow', {describes: 'railway logs'}),
      asking('/deploy/follow', {what: 'failure', choices: [{value: 'retry', title: 'Try again'}]}),
    ];
    const free = play();
    free.turn(1, ...fails);
    await free.sees('Change the command and try again');
    const bound = play();
    const question = {what: 'approve', text: 'The release'} as const;
    bound.turn(1, asking('/gate', {what: 'step', question}), answered('/gate', 'yes', 'bob'), ...fails);
    await bound.sees('Try again');
    expect(bound.visible()).not.toContain('Change the command');
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
    await run.sees('ttl (whole number): soon_');
    await run.sees('✖ "soon" is not a whole number');
    run.type(`\u0015300${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/dns', {ticket: 'OPS-7', ttl: '300'}));
  });

  it('show what each holds, wherever the keyboard is, and how to come back', async () => {
    const run = play();
    askRelease(run);
    await run.sees('❯ staging');
    run.type(keys.enter);
    await run.sees('hosts (list, as in a, b): _');
    await run.sees('where: staging');
    await run.sees('enter next field  shift-tab back');
    run.type(`web1, web2${keys.down}`);
    await run.sees('ticket (optional): _');
    await run.sees('hosts (list, as in a, b): web1, web2');
    run.type(`${keys.up}${keys.backTab}`);
    await run.sees('❯ staging');
    run.type(`prod${keys.tab}`);
    await run.sees('where: production');
    run.type(`${keys.tab}${keys.tab}`);
    await run.sees('Note (optional): _');
    run.type(keys.enter);
    expect(await run.requested(1)).toEqual(answerTo('/release', {where: 'production', hosts: 'web1, web2'}));
  });

  it('are told to be wrong as they are left, and the first that is gets the keyboard', async () => {
    const run = play();
    askRelease(run);
    await run.sees('❯ staging');
    run.type(`${keys.tab}${keys.tab}`);
    await run.sees('✖ this is needed');
    await run.sees('ticket (optional): _');
    run.type(keys.enter);
    await run.sees('hosts (list, as in a, b): _');
    run.type('web1');
    await run.until(() => !run.visible().includes('✖'), 'it is not wrong any more');
    run.type(`${keys.enter}${keys.enter}`);
    expect(await run.requested(1)).toEqual(answerTo('/release', {where: 'staging', hosts: 'web1'}));
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
      entered('/wipe', 'Wipe the disk', {describes: 'dd if=/dev/zero of=/dev/sda'}),
      asking('/wipe', {what: 'danger', text: 'All is lost', type: 'wipe it'}),
    );
    await run.sees('What will be run:');
    await run.sees('▶ dd if=/dev/zero of=/dev/sda');
    await run.sees('To confirm, type "wipe it": _');
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
    run.turn(1, entered('/deploy', 'Deploy to production', {type: 'sequence'}));
    await run.until(() => !run.visible().includes('already answered'), 'the word is gone with the next step');
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
