import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {bareEnvironment, runbook, withFolder} from './program.ts';

/** Every place of a runbook from which a command could be run, each of which would leave a file behind. */
const HOSTILE = `runbook: hostile
title: Touch something
inputs: {x: {type: string, default: '$(touch canary-input)'}}
vars: {v: '$(touch canary-var)'}
secrets:
  one: {command: [touch, canary-secret]}
  two: {command: touch canary-script}
  typed: {prompt: '$(touch canary-prompt)'}
lock: {name: '$(touch canary-lock)', git: "ext::touch%20canary-remote"}
channels: {log: {file: canary-log}}
notify: {started: {text: begun, to: [log]}}
monitors:
  m: {probe: touch canary-monitor, value: '1', breach: value > 1, during: [s]}
steps:
  - id: s
    title: '\`touch canary-title\` {{inputs.x}}'
    if: inputs.x != ''
    run: touch canary-run {{inputs.x}} {{secrets.one}}
    env: {BASH_ENV: canary-env, PROMPT_COMMAND: touch canary-env}
    probe: touch canary-probe
    undo: touch canary-undo
    expect: {stdout: {like: '<a>$(touch canary-like)'}}
  - run: [touch, canary-argv]
  - http: http://127.0.0.1:1/canary
  - foreach: {as: i, in: ['$(touch canary-item)']}
    steps: [{run: 'touch canary-loop {{i}}'}]
rollback: {verify: [{run: touch canary-verify}]}
`;

it('what only reads a runbook or a run executes nothing of it', {timeout: 60_000}, () =>
  withFolder(async (folder) => {
    const place = {cwd: folder, env: bareEnvironment(folder)};
    writeFileSync(join(folder, 'hostile.yaml'), HOSTILE);
    writeFileSync(join(folder, 'good.yaml'), 'runbook: good\ntitle: Good\nsteps: [{run: "true"}]\n');
    expect(await runbook(['lint', '.'], place)).toMatchObject({status: 0});
    expect(await runbook(['exec', 'good.yaml'], place)).toMatchObject({status: 0});
    const only = [
      ['plan', 'hostile.yaml'],
      ['plan', 'hostile.yaml', '--json'],
      ['show'],
      ['show', '--json'],
      ['runs'],
      ['report'],
    ];
    for (const words of only) expect(await runbook(words, place), words.join(' ')).toMatchObject({status: 0, err: ''});
    const refused = await runbook(['exec', 'hostile.yaml'], place);
    expect(refused.status).toBe(2);
    expect(refused.err).toContain('there is no terminal to type "typed"');
    expect(readdirSync(folder).filter((name) => name.startsWith('canary'))).toEqual([]);
  }),
);
