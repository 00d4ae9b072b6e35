import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {exitStatus} from '../../src/cli/exit-status.ts';
import {loadRunbook} from '../../src/cli/prepare/load.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
});
afterEach(() => at.remove());

const RUNBOOK = `runbook: gate
title: A gate
steps:
  - id: gate
    approve: {what: The change, signers: allowed}
`;

test('an approval is signed on another machine: what is printed, signed by ssh-keygen, opens the gate', async () => {
  const key = join(at.world, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  at.write('allowed', `bob@corp.example ${readFileSync(`${key}.pub`, 'utf8')}`);
  at.write('gate.yaml', RUNBOOK);
  const loaded = await loadRunbook(join(at.world, 'gate.yaml'), at.world);
  if (!loaded.ok) throw new Error('the runbook is no good');
  const kept = at.create(loaded.value.runbook, {attended: true});
  const engine = await at.start(kept, loaded.value.runbook);
  const approve = (...words: readonly string[]) => at.call('approve', kept.id, 'gate', ...words);

  const {status, printed} = await approve('--by', 'bob@corp.example', '--statement');
  expect(status).toBe(exitStatus.done);
  at.write('statement', printed);
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'runbook-approval', '-f', key, join(at.world, 'statement')]);

  expect(await approve('--by', 'bob', '--signature', 'statement.sig')).toMatchObject({
    status: exitStatus.refused,
    printed: expect.stringContaining('the signature does not count: it is not that of bob over this'),
  });
  expect(await approve('--signature', 'statement')).toMatchObject({
    status: exitStatus.refused,
    printed: expect.stringContaining('is no signature as ssh-keygen -Y sign writes it'),
  });
  expect(await approve('--by', 'bob@corp.example', '--signature', 'statement.sig')).toEqual({
    status: exitStatus.done,
    printed: 'bob@corp.example approved "The change"\n',
  });
  expect(await engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
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
