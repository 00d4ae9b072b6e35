import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {basename} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {runbookOf} from '../../../src/cli/record/run-record.ts';
import type {RunHandle} from '../../../src/engine/contract.ts';
import {editRun, settleCorrection} from '../../../src/engine/local/edit-run.ts';
import {emptyView, observe} from '../../../src/events/observe.ts';
import {filesHash} from '../../../src/journal/kept-files.ts';
import {takeLock} from '../../../src/journal/lock.ts';
import {readJournal} from '../../../src/journal/read.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {verifyRun} from '../../../src/journal/verify-run.ts';
import {correctionLines} from '../../../src/report/correction-lines.ts';
import {runbookOf as checked, type EngineRig, engineRig} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const BEFORE = `
steps:
  - id: first
    title: The first
    run: echo first >> log
    undo: echo unfirst >> log
  - id: second
    title: The second
    run: echo second >> log; exit 3
    undo: echo unsecond >> log
    probe: grep -qx second log
  - id: third
    title: The third
    run: echo third >> log
`;

/** A run that asks what to do about its second step, and that its engine has left. */
async function failing(text = BEFORE, plan?: string): Promise<string> {
  const runbook = checked(text);
  const kept = at.create(runbook, {attended: true, ...(plan !== undefined && {plan})});
  const engine = await at.start(kept, runbook);
  await new Promise<void>((resolve) =>
    engine.follow(
      ({events}) => events.some((event) => event.event === 'intended' && event.effect.do === 'ask') && resolve(),
    ),
  );
  await engine.leave('to mend the runbook');
  return kept.folder;
}

async function runbookIn(folder: string) {
  const runbook = await runbookOf(folder);
  if (!runbook.ok) throw new Error('the kept runbook is no good');
  return runbook.value;
}

/** Waits until a question of the key it is given is open. */
function nextQuestion(engine: RunHandle): (key: string) => Promise<void> {
  const asked = new Set<string>();
  let awaited = () => {};
  engine.follow(({events}) => {
    for (const event of events) if (event.event === 'intended') asked.add(event.effect.key);
    awaited();
  });
  return (key) =>
    new Promise((resolve) => {
      awaited = () => asked.has(key) && resolve();
      awaited();
    });
}

async function corrected(folder: string, text: string, by = 'ada'): Promise<readonly string[]> {
  const [before, after] = [await runbookIn(folder), checked(text)];
  const view = emptyView();
  readJournal(runFile(folder, 'journal'), (turn) => observe(view, turn));
  const edited = editRun({folder, before, after, by});
  return edited.ok ? correctionLines({before, after, view, rebased: edited.value}) : edited.error;
}

async function goneOn(folder: string, request?: 'rollback'): Promise<string> {
  const engine = await at.start({id: '' as never, folder}, await runbookIn(folder), {
    requests: request === undefined ? [] : [{ask: 'request', what: request, by: 'ada', reason: 'it is wrong'}],
  });
  const end = await engine.ended;
  expect((await verifyRun(folder)).alterations).toEqual([]);
  return end.is === 'ended' ? end.verdict.is : end.is;
}

const log = () => at.read('log').trim().split('\n');

describe('a run that goes on by a corrected runbook', () => {
  test('and whose earlier text was changed is not as it was written: it may be undone by it', async () => {
    const folder = await failing();
    await corrected(folder, BEFORE.replace('exit 3', 'exit 0'));
    expect((await verifyRun(folder)).alterations).toEqual([]);
    const earlier = runFile(folder, 'earlier');
    writeFileSync(earlier, readFileSync(earlier, 'utf8').replace('echo unfirst', 'echo other'));
    expect((await verifyRun(folder)).alterations).toMatchObject([{where: 'earlier.json'}]);
  });

  test('begins the step anew that failed, and does nothing twice of what was done', async () => {
    const folder = await failing();
    const after = BEFORE.replace('echo second >> log; exit 3', 'echo second again >> log').replace(
      'The third',
      'A third',
    );
    expect(await corrected(folder, after)).toEqual([
      '1 finished step unchanged',
      '  begins anew: The second',
      '  will run: A third',
    ]);
    expect(await goneOn(folder)).toBe('succeeded');
    expect(log()).toEqual(['first', 'second', 'second again', 'third']);
  });

  test('does first what was put before the step that failed, and not what stands before what was done', async () => {
    const folder = await failing();
    const inserted = BEFORE.replace('  - id: second', '  - run: echo forgotten >> log\n  - id: second')
      .replace('  - id: first', '  - run: echo too late >> log\n  - id: first')
      .replace('; exit 3', '');
    expect(await corrected(folder, inserted)).toEqual([
      '1 finished step unchanged',
      '  begins anew: The second',
      '  will not run, for it stands before what was done: echo too late >> log',
      '  will run: echo forgotten >> log',
      '  will run: The third',
    ]);
    expect(await goneOn(folder)).toBe('succeeded');
    expect(log()).toEqual(['first', 'second', 'forgotten', 'second', 'third']);
  });

  test('takes back by the earlier text what is gone from it, and says what was done and reads otherwise now', async () => {
    const folder = await failing();
    const gone = BEFORE.replace(/ {2}- id: second[\s\S]*?(?= {2}- id: third)/, '');
    expect(await corrected(folder, gone.replace('title: The first', 'title: Another first'))).toEqual([
      '0 finished steps unchanged',
      '  was done, and reads otherwise now: The first',
      `    to do it again: runbook again ${basename(folder)} /first --why REASON`,
      '  did not end, and is gone from it: The second',
      '  will run: The third',
    ]);
    expect(await goneOn(folder, 'rollback')).toBe('rolled-back');
    expect(log().filter((line) => line.startsWith('un'))).toEqual(['unsecond', 'unfirst']);
  });

  test('is refused, and nothing is changed, where what is under way has no place in it', async () => {
    const folder = await failing(`
steps:
  - id: group
    steps:
${BEFORE.replace('steps:\n', '').replace(/^(?=.)/gm, '    ')}`);
    const before = readFileSync(runFile(folder, 'journal'), 'utf8');
    expect(await corrected(folder, BEFORE)).toEqual([
      '/group is under way, and has no place in it any more',
      '"The second" (/group/second) is under way, and has no place in it any more',
    ]);
    expect(await corrected(folder, `inputs:\n  word: {type: string}\n${BEFORE}`)).toContain(
      'it needs an input that the run was not given: word',
    );
    expect(readFileSync(runFile(folder, 'journal'), 'utf8')).toBe(before);
  });

  const GATED = `
steps:
  - id: gate
    approve: {what: The change, count: 2}
  - id: act
    run: exit 3
`;
  const APPROVED =
    'it was approved as it is (/gate by bob), and what was changed would not be; begin a new run of the corrected runbook';

  test.each([
    ['in part', GATED, [APPROVED]],
    ['in whole', GATED.replace(', count: 2', ''), [APPROVED]],
    [
      'by whoever works on it, as the step lets them',
      GATED.replace('count: 2', 'self: true'),
      ['1 finished step unchanged', '  begins anew: exit 3'],
    ],
  ])(
    'is refused once a gate was opened %s, unless it takes nobody else: it was approved as it was',
    async (_, text, said) => {
      const runbook = checked(text);
      const kept = at.create(runbook, {attended: true});
      const engine = await at.start(kept, runbook);
      const asked = nextQuestion(engine);
      await asked('/gate ?step');
      await engine.ask({ask: 'answer', step: 'gate', value: 'yes', by: 'bob', via: 'test'});
      await asked(text === GATED ? '/gate ?step~2' : '/act ?failure');
      await engine.leave('to mend the runbook');
      const before = readFileSync(runFile(kept.folder, 'journal'), 'utf8');
      expect(await corrected(kept.folder, text.replace('exit 3', 'exit 0'))).toEqual(said);
      expect(readFileSync(runFile(kept.folder, 'journal'), 'utf8') === before).toBe(said[0] === APPROVED);
    },
  );

  test('asks for approval of the runbook as it is now, and not by whoever changed it', async () => {
    const folder = await failing(GATED);
    const after = GATED.replace('exit 3', 'exit 0');
    await corrected(folder, after, 'eve');
    const engine = await at.start({id: '' as never, folder}, await runbookIn(folder));
    const statement = await engine.ask({ask: 'statement', step: 'gate', by: 'bob'});
    expect(statement.message).toContain(`runbook: try sha256:${filesHash(checked(after).files)}\n`);
    expect(await engine.ask({ask: 'answer', step: 'gate', value: 'yes', by: 'eve', via: 'test'})).toEqual({
      ok: false,
      message: 'eve changed what this run does and cannot approve it as well; somebody else has to',
    });
    await engine.ask({ask: 'request', what: 'stop', by: 'ada'});
  });

  test('is refused, and so is another command, where a reviewed plan is executed', async () => {
    const folder = await failing(BEFORE, 'abc');
    expect(await corrected(folder, BEFORE.replace('exit 3', 'exit 0'))).toEqual([
      'it executes the reviewed plan sha256:abc, and nothing else; begin a new run of the corrected runbook',
    ]);
    const engine = await at.start({id: '' as never, folder}, await runbookIn(folder));
    const retry = {ask: 'answer', step: 'second', value: 'retry', by: 'ada', via: 'test'} as const;
    expect(await engine.ask({...retry, instead: 'echo other >> log'})).toEqual({
      ok: false,
      message: 'it executes the reviewed plan sha256:abc, and nothing else: the command can only be tried as it is',
    });
    await engine.ask({ask: 'request', what: 'stop', by: 'ada'});
  });

  test('is whole whenever the program dies in the middle of the correction', async () => {
    const folder = await failing();
    const after = BEFORE.replace('; exit 3', '');
    await corrected(folder, after);
    const files = readFileSync(runFile(folder, 'files'), 'utf8');
    renameSync(runFile(folder, 'files'), runFile(folder, 'corrected'));
    writeFileSync(runFile(folder, 'files'), '[]');
    const other = takeLock(folder, {by: 'bob', run: '', at: 0});
    settleCorrection(folder, 'ada');
    expect(readFileSync(runFile(folder, 'files'), 'utf8')).toBe('[]');
    if (other.ok) other.value.release();
    settleCorrection(folder, 'ada');
    expect(readFileSync(runFile(folder, 'files'), 'utf8')).toBe(files);
    mkdirSync(runFile(folder, 'corrected'));
    settleCorrection(folder, 'ada');
    writeFileSync(runFile(folder, 'corrected'), '[{"name": "never told of", "text": ""}]');
    settleCorrection(folder, 'ada');
    expect(existsSync(runFile(folder, 'corrected'))).toBe(false);
    expect(readFileSync(runFile(folder, 'files'), 'utf8')).toBe(files);
    expect(await goneOn(folder)).toBe('succeeded');
  });
});
