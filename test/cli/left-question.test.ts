import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {askEngine} from '../../src/control/client.ts';
import {until} from '../engine/local/process/rig.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
});
afterEach(() => at.remove());

/** A run that was begun at a terminal, of which nothing was done yet. */
const begun = (steps: string) => at.create(runbookOf(`steps:\n${steps}`), {attended: true}).id;

const asked = (words: string, command: string) =>
  expect.stringContaining(`runbook: nobody is at a terminal to be asked: ${words}\n  answer it with: ${command}\n`);

test('without a terminal a run is left where it waits for a person, and goes on with what is answered', async () => {
  const id = begun(`
  - {id: look, checklist: [one, two]}
  - {id: list, read_only: true, run: echo a; echo b, capture: {names: stdout.lines()}}
  - id: host
    ask: {question: Which host?, fields: {name: {type: choice, options: steps.list.names}}}
  - {id: try, run: echo try >> log; test -e go, undo: echo back >> log}
  - {id: gate, approve: {what: Go on?, self: true}}
  - {id: ticket, manual: {text: Write it down, fields: {url: {type: string}, by: {type: string}}}}
  - {id: wipe, danger: {text: It is gone, type: gone}, run: echo wiped >> log}
`);
  const left = async (words: readonly string[], text: string, command: string) => {
    const called = await at.call(...words);
    expect(called).toEqual({status: 6, printed: asked(text, command)});
    expect(called.printed).toContain(`The run can be resumed: runbook resume ${id}\n`);
  };
  await left(['resume'], 'one and 1 more (/look)', `runbook answer ${id} /look done`);
  expect(await at.call('answer', id, 'look', 'perhaps')).toEqual({
    status: 5,
    printed: asked('one and 1 more (/look)', `runbook answer ${id} /look done`),
  });
  await left(['answer', id, 'look', 'done'], 'Which host? (/host)', `runbook answer ${id} /host a   (or b)`);
  const failure = `runbook answer ${id} /try retry   (or skip --why REASON, rollback, stop)`;
  const why = 'echo try >> log; test -e go: exit: expected exit status 0, got exit status 1';
  await left(['answer', id, 'host', 'b'], `${why} (/try)`, failure);
  at.write('go', '');
  await left(['answer', id, '/try', 'retry'], 'Go on? (/gate)', `runbook approve ${id} /gate`);
  const ticket = `runbook answer ${id} /ticket '{"url":"…","by":"…"}'`;
  await left(['approve', id, 'gate', '--quiet'], 'Write it down (/ticket)', ticket);
  const danger = `runbook answer ${id} /wipe gone   (or no)`;
  await left(['answer', id, 'ticket', '{"url": "u", "by": "ada"}'], 'It is gone (/wipe)', danger);
  const done = await at.call('answer', id, 'wipe', 'gone');
  expect(done).toEqual({status: 0, printed: expect.not.stringContaining('nobody is at a terminal')});
  expect(at.read('log')).toBe('try\ntry\nwiped\n');
});

test('what is signed to approve a step is the same for a run that was left', async () => {
  const id = begun('  - {id: gate, approve: {what: Go?, self: true, expires: 1h}}\n');
  const resumed = at.calling('resume', id);
  await until(() => resumed.printed().includes('runbook approve'));
  const words = ['approve', id, 'gate', '--statement', '--by', 'bob'];
  const alive = await at.call(...words);
  expect(alive).toEqual({status: 0, printed: expect.stringContaining('step: /gate\n')});
  await askEngine(join(at.state, 'runs', id), {ask: 'leave', by: 'ada'});
  expect((await resumed.ended).status).toBe(6);
  expect(await at.call(...words)).toEqual(alive);
  expect(await at.call('approve', id, 'elsewhere', '--statement')).toMatchObject({status: 5});
});

test('what is to be waited for is waited for, and said at once', async () => {
  const id = begun('  - {id: gate, ask: {question: Go?, unattended: wait}}\n');
  const resumed = at.calling('resume', id);
  await until(() => resumed.printed().includes('answer it with'));
  expect(await at.call('answer', id, 'gate', 'yes')).toMatchObject({status: 0});
  const said = asked('Go? (/gate)', `runbook answer ${id} /gate VALUE`);
  expect(await resumed.ended).toEqual({status: 0, printed: said});
});

test('a run that does something beside its question is left once that has ended', async () => {
  const id = begun(`
  - parallel: 2
    steps:
      - {id: gate, manual: Go?}
      - {id: slow, run: echo slow >> log; sleep 0.5; echo done >> log}
`);
  expect(await at.call('resume', id)).toMatchObject({status: 6});
  expect(at.read('log')).toBe('slow\ndone\n');
});

test('a run whose command waits for a terminal is left as well', async () => {
  const id = begun('  - {id: look, read_only: true, run: {script: sh, interactive: true}}\n');
  const printed = expect.stringContaining('the engine left the run: nobody is at a terminal for /look\n');
  expect(await at.call('resume', id)).toEqual({status: 6, printed});
});

test('whoever stops a run that waits for an answer is not asked for it', async () => {
  const id = begun('  - {id: gate, manual: Go?}\n');
  await at.call('resume', id);
  expect(await at.call('stop', id)).toEqual({status: 4, printed: expect.not.stringContaining('nobody is at')});
});
