import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {lives, until} from '../engine/local/process/rig.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
});
afterEach(() => at.remove());

const yaml = (secret: string) => `secrets: {t: ${secret}}
steps:
  - id: hangs
    run: |
      : {{secrets.t}}; echo $$ > pid
      until [ -e end ]; do sleep 0.02; done
`;

/** A run that its engine left in the middle of its command. */
async function left(secret: string): Promise<string> {
  at.write('secret', 'planted-4711');
  const runbook = runbookOf(yaml(secret));
  const kept = at.create(runbook);
  const engine = await at.start(kept, runbook, {typed: {t: 'planted-4711'}});
  await until(() => existsSync(join(at.world, 'pid')) && at.read('pid') !== '');
  await engine.leave('a test');
  rmSync(join(at.world, 'secret'));
  return kept.id;
}

describe.each([
  ['that has to be typed', '{prompt: Password}'],
  ['whose file is gone', '{file: secret}'],
])('a run with a secret %s', (_, secret) => {
  test('is stopped where nobody can give it, and not gone on with', async () => {
    const id = await left(secret);
    expect(await at.call('resume', id)).toMatchObject({status: 2});
    const ended = await at.call('stop', id);
    expect(ended.printed).toContain('the run is ended without it');
    expect(ended.status).toBe(4);
    expect(lives(at.read('pid').trim())).toBe(false);
  });
});

test('outputs of a run that was left are shown with a word on what nobody has masked, until it is stopped', async () => {
  const id = await left('{file: secret}');
  const note = 'no engine is at work on this run: what a command printed since then';
  expect((await at.call('show', id, 'hangs', '--output')).printed).toContain(note);
  expect((await at.call('report', id, '--format', 'markdown')).printed).toContain(note);
  await at.call('stop', id);
  expect((await at.call('show', id, 'hangs', '--output')).printed).not.toContain(note);
});
