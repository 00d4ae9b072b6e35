import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {exitStatus} from '../../src/cli/exit-status.ts';
import {loadRunbook} from '../../src/cli/prepare/load.ts';
import {runbookOf as keptRunbook} from '../../src/cli/record/run-record.ts';
import {editRun} from '../../src/engine/local/edit-run.ts';
import type {Runbook} from '../../src/model/runbook.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
  ssh('-t', 'ed25519', '-N', '', '-f', join(at.world, 'key'));
});
afterEach(() => at.remove());

const RUNBOOK = `runbook: gate
title: A gate
steps:
  - id: gate
    approve: {what: The change, signers: allowed}
`;

const BOB = 'bob@corp.example';

/** Keeps a runbook and its allowed signers in a folder, and reads it from there. */
async function written(folder: string, text: string): Promise<Runbook> {
  mkdirSync(join(at.world, folder), {recursive: true});
  at.write(join(folder, 'allowed'), `${BOB} ${readFileSync(join(at.world, 'key.pub'), 'utf8')}`);
  at.write(join(folder, 'gate.yaml'), text);
  const loaded = await loadRunbook(join(at.world, folder, 'gate.yaml'), at.world);
  if (!loaded.ok) throw new Error('the runbook is no good');
  return loaded.value.runbook;
}

/** Signs what is printed for Bob, as on another machine; gives the name of the file with the signature. */
async function signed(run: string): Promise<string> {
  const {status, printed} = await at.call('approve', run, 'gate', '--by', BOB, '--statement');
  expect(status).toBe(exitStatus.done);
  at.write('statement', printed);
  ssh('-Y', 'sign', '-n', 'runbook-approval', '-f', join(at.world, 'key'), join(at.world, 'statement'));
  return 'statement.sig';
}

function ssh(...words: readonly string[]): void {
  execFileSync('ssh-keygen', ['-q', ...words]);
}

const opened = {status: exitStatus.done, printed: `${BOB} approved "The change"\n`};

test('an approval is signed on another machine: what is printed, signed by ssh-keygen, opens the gate', async () => {
  const runbook = await written('.', RUNBOOK);
  const kept = at.create(runbook, {attended: true});
  const engine = await at.start(kept, runbook);
  const approve = (...words: readonly string[]) => at.call('approve', kept.id, 'gate', ...words);
  const signature = await signed(kept.id);
  expect(await approve('--by', 'bob', '--signature', signature)).toMatchObject({
    status: exitStatus.refused,
    printed: expect.stringContaining('the signature does not count: it is not that of bob over this'),
  });
  expect(await approve('--signature', 'statement')).toMatchObject({
    status: exitStatus.refused,
    printed: expect.stringContaining('is no signature as ssh-keygen -Y sign writes it'),
  });
  expect(await approve('--by', BOB, '--signature', signature)).toEqual(opened);
  expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
});

test('a gate can be opened whose runbook was corrected by one from another folder: its signers are there, too', async () => {
  const runbook = await written('.', RUNBOOK);
  const kept = at.create(runbook, {attended: true});
  const first = await at.start(kept, runbook);
  await new Promise<void>((resolve) => {
    first.follow(({events}) => events.some((event) => event.event === 'intended') && resolve());
  });
  await first.leave('to mend the runbook');
  const other = await written('other', `${RUNBOOK}  - run: echo more\n`);
  expect(editRun({folder: kept.folder, before: runbook, after: other, by: 'ada'})).toMatchObject({ok: true});
  const corrected = await keptRunbook(kept.folder);
  if (!corrected.ok) throw new Error('the kept runbook is no good');
  const engine = await at.start(kept, corrected.value);
  const signature = await signed(kept.id);
  expect(await at.call('approve', kept.id, 'gate', '--by', BOB, '--signature', signature)).toEqual(opened);
  expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
  expect(await at.call('verify', kept.id)).toMatchObject({
    status: exitStatus.done,
    printed: expect.stringContaining('1 signature of approvals is good'),
  });
});

test.each([
  [['--statement', '--key', 'key'], '--statement only prints: leave --key out'],
  [['--key', 'key', '--signature', 'key.sig'], 'give --key or --signature, and not both'],
  [['--refuse', '--signature', 'key.sig'], 'to refuse needs no signature: leave --signature out'],
])('options that would have no effect are refused: %j', async (words, message) => {
  expect(await at.call('approve', 'RUN', 'gate', ...words)).toEqual({
    status: exitStatus.invalid,
    printed: `runbook approve: ${message}\n`,
  });
});
