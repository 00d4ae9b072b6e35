import {describe, expect, test} from 'vitest';
import {defPath} from '../../src/base/ids.ts';
import {fail, ok} from '../../src/base/result.ts';
import {check} from '../../src/check/check.ts';
import type {Block} from '../../src/model/block.ts';
import type {Runbook} from '../../src/model/runbook.ts';
import {drawn} from './drawn.ts';

describe('places', () => {
  test.each(['probe', 'undo'])('a command that is a %s stands where it is written', (part) => {
    const {defs} = lower('steps: [{id: up, run: make, probe: bin/is-up, undo: bin/down}]');
    const span = defs.get(defPath(`/up!${part}`))?.span;
    expect(span?.file.text.slice(span.start, span.end)).toBe(part === 'undo' ? 'bin/down' : 'bin/is-up');
  });
});

describe('addresses', () => {
  test('tell groups, parts, loops, items and blocks apart', () => {
    const {defs} = lower(`
blocks: {healthy: {steps: [{id: ask, http: 'https://example.com'}]}}
monitors: {load: {probe: uptime, value: int(stdout), breach: value > 1, during: [deploy]}}
rollback: {verify: [{id: look, use: healthy}]}
steps:
  - id: deploy
    steps:
      - {id: up, run: make, probe: bin/is-up, undo: bin/down}
    rescue: [{id: save, run: bin/save}]
    always: [{id: clean, run: bin/clean}]
  - id: move
    foreach: {as: host, in: [a], between: [{id: rest, wait: 1s}]}
    steps: [{id: scale, run: bin/scale}]
  - id: recover
    remedies: {probe: bin/healthy}
    steps: [{id: restart, run: bin/restart}]
  - id: cause
    branch:
      - {title: Rows are missing, if: now > run.started_at, steps: [{id: restore, run: bin/restore}]}
      - {steps: []}
`);
    expect([...defs.keys()].toSorted()).toEqual([
      '/',
      '/!monitor.load',
      '/!verify',
      '/!verify/look',
      '/cause',
      '/cause[rest]',
      '/cause[rows_are_missing]',
      '/cause[rows_are_missing]/restore',
      '/deploy',
      '/deploy!always',
      '/deploy!always/clean',
      '/deploy!rescue',
      '/deploy!rescue/save',
      '/deploy/up',
      '/deploy/up!probe',
      '/deploy/up!undo',
      '/move',
      '/move!between',
      '/move!between/rest',
      '/move/scale',
      '/move[]',
      '/recover',
      '/recover!well',
      '/recover/restart',
      '@healthy',
      '@healthy/ask',
    ]);
    for (const [address, block] of defs) expect(block.def).toBe(address);
  });

  test('of unnamed steps hang on their own text alone, and twins are told apart', () => {
    const ids = (text: string) => lower(text).root.steps.map(({id}) => id);
    const [make, twin] = ids('steps: [{run: make}, {run: make}]');
    expect(make).toMatch(/^run-[a-z0-9]+$/);
    expect(twin).toBe(`${make}~2`);
    const [before, same] = ids('steps:\n  - run: make clean\n  -   run:   make\n');
    expect(same).toBe(make);
    expect(before).not.toBe(make);
  });

  test('of a used file begin with its path', () => {
    const used = 'runbook: other\ntitle: O\nblocks: {b: {steps: [{id: y, run: ls}]}}\nsteps: [{id: x, use: b}]\n';
    const {defs, blocks, root} = lower('steps: [{use: {file: sub/other.yaml}}]', {'sub/other.yaml': used});
    expect([...defs.keys()]).toContain('@file:sub/other.yaml/x');
    expect([...blocks.keys()].toSorted()).toEqual(['@file:sub/other.yaml', '@file:sub/other.yaml@b']);
    expect(root.steps[0]).toMatchObject({type: 'call', block: '@file:sub/other.yaml'});
    expect(blocks.get(defPath('@file:sub/other.yaml'))?.body.steps[0]).toMatchObject({block: '@file:sub/other.yaml@b'});
  });
});

describe('what steps inherit', () => {
  test('is read_only, context, and defaults where they reach', () => {
    const runbook = lower(`
defaults: {timeout: 5m, retry: 2, inherit: [KUBECONFIG], env: {A: '1', B: '1'}}
steps:
  - {id: plain, run: make}
  - id: all
    read_only: true
    env: {B: '2'}
    cwd: app
    steps:
      - {id: inner, run: ls, env: {C: '3'}}
      - {id: own, run: make, read_only: false, timeout: 1m, inherit: [AWS_*]}
  - {id: get, http: 'https://example.com'}
  - {id: say, notify: {text: Hello, to: terminal}}
  - {id: group, steps: [{run: make}]}
`);
    const at = (id: string) => runbook.defs.get(defPath(id));
    expect(at('/plain')).toMatchObject({readOnly: false, timeout: 300_000, onCrash: 'ask'});
    expect(at('/plain')).not.toHaveProperty('retry');
    expect(at('/all/inner')).toMatchObject({
      readOnly: true,
      onCrash: 'repeat',
      retry: {times: 2, every: 5000, backoff: 1},
    });
    expect(contextOf(at('/all/inner'))).toEqual({env: {A: '1', B: '2', C: '3'}, inherit: ['KUBECONFIG'], cwd: 'app'});
    expect(at('/all/own')).toMatchObject({readOnly: false, timeout: 60_000, onCrash: 'ask'});
    expect(contextOf(at('/all/own'))).toMatchObject({inherit: ['KUBECONFIG', 'AWS_*']});
    expect(at('/get')).toMatchObject({readOnly: true, timeout: 300_000});
    expect(at('/say')).not.toHaveProperty('timeout');
    expect(at('/group')).not.toHaveProperty('timeout');
    expect(runbook.inherit).toEqual(['KUBECONFIG']);
  });

  test('retry with "for" alone tries as often as fits', () => {
    const {root} = lower('steps: [{run: make, retry: {for: 10m, every: 2s}}]');
    expect(root.steps[0]).toMatchObject({retry: {times: Number.POSITIVE_INFINITY, every: 2000, for: 600_000}});
  });
});

describe('undo', () => {
  test('keeps the values it needs from when its step ended, and no others', () => {
    const {defs} = lower(`
inputs: {region: {type: string}}
steps:
  - {id: version, set: {name: 'now.format("%Y")'}}
  - foreach: {as: host, in: [a]}
    id: hosts
    steps:
      - id: up
        run: bin/up
        capture: {port: int(stdout)}
        undo:
          steps:
            - {id: look, run: bin/look, capture: {n: stdout}}
            - run: bin/down {{host}} {{steps.version.name}} {{steps.up.port}} {{inputs.region}} {{steps.look.n}} {{now}}
`);
    const undo = defs.get(defPath('/hosts/up'))?.undo;
    const reads = undo !== undefined && 'reads' in undo ? undo.reads.map((each) => each.join('.')) : [];
    expect(reads.toSorted()).toEqual(['host', 'inputs.region', 'steps.up.port', 'steps.version.name']);
  });

  test('may say that there is nothing to take back', () => {
    const {root} = lower('steps: [{run: make, undo: {none: It is only a cache}}]');
    expect(root.steps[0]?.undo).toEqual({none: 'It is only a cache'});
  });
});

test('a probe has its own time and one attempt, however it is written', () => {
  const {defs} = lower(`
defaults: {timeout: 5m, retry: 2}
steps:
  - {id: text, run: make, probe: bin/is-up}
  - {id: command, run: make, probe: {run: bin/is-up}}
  - {id: web, run: make, probe: {http: 'https://example.com'}}
  - {id: own, run: make, probe: {run: bin/is-up, timeout: 10s}}
  - {id: look, read_only: true, run: make}
`);
  const limits = ['/text!probe', '/command!probe', '/web!probe', '/own!probe', '/look'].map((address) => {
    const block = defs.get(defPath(address));
    return block?.type === 'act' ? [block.timeout, block.retry?.times] : undefined;
  });
  expect(limits).toEqual([
    [30_000, undefined],
    [30_000, undefined],
    [30_000, undefined],
    [10_000, undefined],
    [300_000, 2],
  ]);
});

describe('the file', () => {
  test('gives each channel its own text of a message', () => {
    const {root, notify, channels} = lower(`
secrets: {hook: {env: HOOK, optional: true}}
channels: {team: {slack: '{{secrets.hook}}'}, log: {file: deploy.log}}
messages: {begun: 'Begun by {{run.by}}'}
notify: {started: {send: begun, to: [team, terminal]}}
steps: [{notify: {send: begun, to: log}}]
`);
    expect(notify.started?.[0]?.to.map(({channel, text}) => [channel, text.place])).toEqual([
      ['team', 'slack'],
      ['terminal', 'text'],
    ]);
    expect(root.steps[0]).toMatchObject({type: 'act', body: {message: 'begun', to: [{channel: 'log'}]}});
    expect(channels).toMatchObject({team: {kind: 'slack', secrets: ['hook']}, log: {kind: 'file', secrets: []}});
    expect(channels).toHaveProperty('terminal');
  });

  test('says what is checked and not executed yet, with its place', () => {
    const {notYet} = lower(`
roles: {lead: Leads}
steps:
  - {role: lead, run: {script: make, pipe: true}}
  - {approve: {what: Go, count: 2}}
`);
    expect(notYet.map(({what}) => what).toSorted()).toEqual(['role', 'run.pipe']);
    expect(notYet.every(({span}) => span.end > span.start)).toBe(true);
  });

  test('has typed inputs, with defaults parsed by their type', () => {
    const {inputs} = lower(`
inputs:
  long: {type: duration, default: 5m}
  flag: {type: string, optional: true}
  sizes: {type: list, of: int, default: [1, 2]}
steps: [{run: make}]
`);
    expect(inputs.map(({name, type, default: standard}) => [name, type.kind, standard])).toEqual([
      ['long', 'duration', 300_000],
      ['flag', 'optional', undefined],
      ['sizes', 'list', [1, 2]],
    ]);
  });
});

function lower(text: string, files: Readonly<Record<string, string>> = {}): Runbook {
  const checked = check({
    file: {name: 'case.yaml', text: `runbook: case\ntitle: Case\n${text}`},
    read: (path) => {
      const used = files[path];
      return used === undefined ? fail('no such file') : ok({name: path, text: used});
    },
  });
  if (!checked.ok) throw new Error(checked.error.map(drawn).join('\n'));
  return checked.value.runbook;
}

function contextOf(block: Block | undefined) {
  if (block?.type !== 'act') return undefined;
  const {env, cwd, ...rest} = block.context;
  const texts = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, text.source]));
  return {...rest, env: texts, ...(cwd && {cwd: cwd.source})};
}
