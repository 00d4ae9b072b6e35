import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {NewRun} from '../../../src/engine/local/create-run.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
  at.write('secret', SECRET);
});
afterEach(() => {
  vi.unstubAllEnvs();
  at.remove();
});

const SECRET = 'p@ss word 4711';

const runbook = runbookOf(`inputs: {to: {type: string, optional: true}}
lock: production
secrets: {t: {file: secret}}
defaults: {inherit: [MY_*]}
steps:
  - {id: name, ask: {question: Who, fields: {who: {type: string}}}, title: Ask}
  - run: 'printf %s {{secrets.t}} > given; touch done'
`);

describe('a run does not begin with a secret in', () => {
  test.each<readonly [string, Partial<NewRun>, Readonly<Record<string, string>>]>([
    ['the input "to"', {inputs: {to: SECRET}}, {}],
    ['the input "to"', {inputs: {to: `https://ada:${encodeURIComponent(SECRET)}@host/`}}, {}],
    ['the answer to "name"', {options: {answers: {name: {who: SECRET}}, yes: false, accepted: []}}, {}],
    ['the reason of --outside-window', {outsideWindow: `it is ${SECRET}`}, {}],
    ["the address of the folder's git remote", {remote: `https://host/${encodeURIComponent(SECRET)}`}, {}],
    ['the variable MY_OWN, which commands inherit,', {}, {MY_OWN: `x=${SECRET}`}],
    [
      'the variable https_proxy, which commands inherit,',
      {},
      {https_proxy: `http://ada:${encodeURIComponent(SECRET)}@proxy`},
    ],
  ])('%s', async (what, given, variables) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const {folder} = at.create(runbook, given);
    const started = await startEngine({folder, runbook, by: 'ada', version: '0'});
    expect(started).toEqual({
      ok: false,
      error: {why: 'secret', message: expect.stringContaining(`${what} holds the text of the secret "t", and is kept`)},
    });
    expect(started.ok || started.error.message).not.toContain(SECRET);
    expect(readdirSync(at.world)).toEqual(['secret']);
  });
});

test('a path that holds a word which is also a secret keeps no run from beginning', async () => {
  at.write('secret', 'postgres');
  vi.stubEnv('TMPDIR', '/var/lib/postgres/tmp');
  const answers = {name: {who: 'ada'}};
  const kept = at.create(runbook, {options: {answers, yes: false, accepted: []}});
  expect((await (await at.start(kept, runbook)).ended).is).toBe('ended');
});

test('a secret in what people say later stands in no record', async () => {
  const first = at.create(runbook, {attended: true});
  const holder = await at.start(first, runbook);
  const kept = at.create(runbook, {attended: true});
  const engine = await at.start(kept, runbook, {takeLock: `it hangs at ${SECRET}`, overNewer: `see ${SECRET}`});
  await holder.ended;
  const why = `because ${SECRET}`;
  await engine.ask({ask: 'answer', step: 'name', value: {who: SECRET}, by: 'ada', via: 'test', why});
  await engine.ask({ask: 'request', what: 'rollback', by: 'ada', reason: why, late: why, overNewer: why});
  await engine.ended;
  const files = readdirSync(kept.folder, {recursive: true, encoding: 'utf8'}).map((name) => join(kept.folder, name));
  const holding = files.filter((file) => statSync(file).isFile() && readFileSync(file, 'utf8').includes(SECRET));
  expect(holding).toEqual([]);
  expect(readFileSync(join(kept.folder, 'journal.jsonl'), 'utf8')).toContain('it hangs at ***');
});
