import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {spawn as spawnAtTerminal} from '@lydell/node-pty';
import {describe, expect, it} from 'vitest';
import {bareEnvironment, type Ended, program, runbook, start, withFolder} from './program.ts';

const ENV = 'planted "env" s3cret/+?';
const FILE =
  '-----BEGIN PLANTED-----\nfirst planted line 0123456789\nsecond planted line 9876543210\n-----END PLANTED-----';
const COMMAND = 'planted-by-command-4711';
const TYPED = 'planted-by-hand-0815';
const CAPTURED = 'planted-by-a-step-1234';
const planted = [ENV, FILE, ...FILE.split('\n'), COMMAND, CAPTURED];

const RUNBOOK = `runbook: planted
title: Use secrets in every place that takes one
inputs: {server: {type: url}}
secrets:
  env: {env: PLANTED}
  file: {file: planted.txt}
  command: {command: [./manager, show, it]}
  none: {env: NOT_PLANTED, optional: true}
channels:
  log: {file: messages.log}
  hook: {webhook: '{{inputs.server}}/hook?key={{secrets.command}}'}
  off: {slack: '{{secrets.none}}'}
messages: {told: 'Ended after {{steps.print.seen}}'}
notify: {succeeded: {send: told, to: [log, hook, terminal, off]}}
steps:
  - id: print
    title: Print them in every way
    run: |
      printf '%s\\n%s\\n%s\\n' {{secrets.env}} {{secrets.file}} {{secrets.command}}
      printf '%s' {{secrets.command}} | base64; printf 'a%s' {{secrets.env}} | base64; printf '%s' {{secrets.file}} | base64
      printf '%s' {{secrets.command}} | od -An -tx1 | tr -d ' \\n' >&2
      for piece in pla nted-by -comm and-4 711; do printf '%s' "$piece"; done; echo
      printf '\\033[1m%s\\033[0;31m%s\\033[0m\\n%s\\r%s\\n' planted-by -command-4711 planted-by-comm and-4711
      echo "seen {{secrets.command}}" >&2
    capture: {seen: 'stdout.lines()[0]'}
  - id: login
    run: printf '%s' planted-by-a-step; printf '%s' -1234
    capture: {key: stdout}
    sensitive: [key]
  - id: speak
    http:
      url: '{{inputs.server}}/echo?key={{secrets.env}}'
      method: POST
      headers: {authorization: 'Bearer {{secrets.command}}', x-key: '{{steps.login.key}}'}
      json: {token: '{{secrets.env}}', key: '{{secrets.file}}'}
    capture: {said: body, echoed: json.headers.authorization}
  - parallel: all
    steps:
      - id: has
        env: {TOKEN: '{{secrets.command}}'}
        run: |
          touch has-begun
          until [ -e looked ]; do sleep 0.02; done
          cat <<END > has-used
          {{secrets.env}} {{secrets.file}} {{steps.login.key}} $TOKEN
          END
      - id: looks
        run: |
          until [ -e has-begun ]; do sleep 0.02; done
          mkdir seen
          for process in /proc/[0-9]*; do
            cat "$process/cmdline" > "seen/\${process##*/}.cmdline" 2>/dev/null || :
            cat "$process/environ" > "seen/\${process##*/}.environ" 2>/dev/null || :
          done
          touch looked
  - id: fails
    run: {script: 'cat; cat >&2; exit 3', stdin: 'in {{secrets.file}}'}
    expect: {stdout: {contains: '{{secrets.env}}'}}
    on_failure: {continue: it is meant to}
  - id: bad
    http: '{{inputs.server}}/{{secrets.command}}/{{secrets.env}}'
    expect: {status: 204}
    on_failure: {continue: it is meant to}
`;

const MANAGER = `#!/bin/sh
tr '\\0' '\\n' < /proc/$$/environ > manager.environ
echo "asking for $2 with debug ${COMMAND}" >&2
echo ${COMMAND}
`;

describe('planted secrets', {timeout: 120_000}, () => {
  it('are in nothing that the program writes, in no argument list, and in the environment of nobody who has no need', () =>
    withFolder(async (folder) => {
      const {ended, pid, server} = await runPlanted(folder);
      expect(ended.status, ended.out + ended.err).toBe(0);
      expect(await shown(folder)).not.toMatch(anyPlanted());
      expect(server.heard).toEqual(expect.arrayContaining([expect.stringContaining(JSON.stringify(ENV).slice(1, -1))]));
      expect(readFileSync(join(folder, 'work', 'has-used'), 'utf8')).toContain(`${ENV} ${FILE} ${CAPTURED} ${COMMAND}`);
      expect(
        written(folder, ended)
          .filter(([, text]) => holdsPlanted(text))
          .map(([name]) => name),
      ).toEqual([]);
      expect(processesHolding(folder, 'cmdline')).toEqual([]);
      expect(processesHolding(folder, 'environ')).toContain(pid);
      expect(processesHolding(folder, 'environ').filter((each) => each !== pid && !isGiven(folder, each))).toEqual([]);
      expect(readFileSync(join(folder, 'work', 'manager.environ'), 'utf8')).not.toContain(ENV);
    }));

  it('that are typed are echoed nowhere and kept nowhere', () =>
    withFolder(async (folder) => {
      writeFileSync(
        join(folder, 'typed.yaml'),
        `runbook: typed\ntitle: Ask\nsecrets: {word: {prompt: Word of the day}}\nsteps:\n  - run: printf '%s' {{secrets.word}} > got; echo got {{secrets.word}}\n`,
      );
      const seen = await typeAt(folder, ['exec', 'typed.yaml', '--format', 'plain'], `${TYPED}\r`);
      expect(seen).toContain('Word of the day (not shown)');
      expect(seen).toContain('Done');
      expect(readFileSync(join(folder, 'got'), 'utf8')).toBe(TYPED);
      expect(seen).not.toContain(TYPED);
      for (const [name, text] of filesBelow(join(folder, 'state'))) expect(text.includes(TYPED), name).toBe(false);
    }));

  it('cannot be typed where nobody is', () =>
    withFolder(async (folder) => {
      writeFileSync(
        join(folder, 'typed.yaml'),
        'runbook: typed\ntitle: Ask\nsecrets: {word: {prompt: Word}}\nsteps:\n  - run: echo {{secrets.word}}\n',
      );
      const ended = await runbook(['exec', 'typed.yaml'], {cwd: folder, env: bareEnvironment(folder)});
      expect(ended).toMatchObject({status: 2, out: ''});
      expect(ended.err).toContain('there is no terminal to type "word" (Word)');
    }));

  it('are no inputs: nothing runs, and both are named', () =>
    withFolder(async (folder) => {
      writeFileSync(
        join(folder, 'same.yaml'),
        "runbook: same\ntitle: Same\ninputs: {key: {type: string}}\nsecrets: {t: {env: PLANTED}}\nsteps:\n  - title: 'Use {{inputs.key}}'\n    run: touch ran; echo {{secrets.t}} {{inputs.key}}\n",
      );
      const env = bareEnvironment(folder, {PLANTED: COMMAND});
      const ended = await runbook(['exec', 'same.yaml', '--input', `key=${COMMAND}`], {cwd: folder, env});
      expect(ended.status, ended.out + ended.err).toBe(2);
      expect(ended.err).toContain('the input "key" holds the text of the secret "t"');
      expect(ended.out + ended.err).not.toContain(COMMAND);
      expect(readdirSync(folder)).not.toContain('ran');
      for (const [name, text] of filesBelow(join(folder, 'state'))) expect(text.includes(COMMAND), name).toBe(false);
    }));

  it.each([
    ['too short', 'abc', 'is shorter than 4 characters'],
    ['missing', '', 'the variable PLANTED is not set, or empty'],
  ])('that are %s are refused before anything runs', (_, value, message) =>
    withFolder(async (folder) => {
      writeFileSync(
        join(folder, 'short.yaml'),
        'runbook: short\ntitle: Short\nsecrets: {t: {env: PLANTED}}\nsteps:\n  - run: touch ran; echo {{secrets.t}}\n',
      );
      const env = bareEnvironment(folder, {PLANTED: value});
      const ended = await runbook(['exec', 'short.yaml'], {cwd: folder, env});
      expect(ended.status).toBe(2);
      expect(ended.err).toContain(message);
      expect(readdirSync(folder)).not.toContain('ran');
    }),
  );
});

interface Planted {
  readonly ended: Ended;
  readonly pid: string;
  readonly server: Echo;
}

async function runPlanted(folder: string): Promise<Planted> {
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'planted.yaml'), RUNBOOK);
  writeFileSync(join(work, 'planted.txt'), `${FILE}\n`);
  writeFileSync(join(work, 'manager'), MANAGER, {mode: 0o700});
  const server = await echo();
  try {
    const words = ['exec', 'planted.yaml', '--input', `server=${server.url}`, '--format', 'json'];
    const {child, ended} = start(words, {cwd: work, env: bareEnvironment(folder, {PLANTED: ENV})});
    return {ended: await ended, pid: String(child.pid), server};
  } finally {
    server.close();
  }
}

/** Everything the program wrote: but for the world's own files, in which the secrets were put. */
function written(folder: string, {out, err}: Ended): readonly (readonly [string, string])[] {
  const own = /\/work\/(?:planted\.txt|manager|manager\.environ|has-used|seen\/\d+\.environ)$/;
  return [['out', out], ['err', err], ...filesBelow(folder).filter(([name]) => !own.test(name))];
}

async function shown(folder: string): Promise<string> {
  const place = {cwd: folder, env: bareEnvironment(folder)};
  const calls = [
    ['show'],
    ['show', '--json'],
    ['runs', '--json'],
    ['report'],
    ['report', '--format', 'markdown'],
    ['report', '--format', 'junit'],
    ['plan', 'work/planted.yaml', '--input', 'server=http://x'],
  ];
  const ended = await Promise.all(calls.map((words) => runbook(words, place)));
  expect(ended.map(({status}) => status)).toEqual(calls.map(() => 0));
  return ended.map(({out, err}) => out + err).join('\n');
}

function filesBelow(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, {throwIfNoEntry: false})?.isFile() === true)
    .map((path) => [path, readFileSync(path, 'latin1')] as const);
}

function processesHolding(folder: string, what: 'cmdline' | 'environ'): readonly string[] {
  const seen = join(folder, 'work', 'seen');
  return readdirSync(seen)
    .filter((name) => name.endsWith(what) && holdsPlanted(readFileSync(join(seen, name), 'latin1')))
    .map((name) => name.split('.')[0] ?? '');
}

/** Whether the process belongs to the step that was given a secret as a variable. */
function isGiven(folder: string, pid: string): boolean {
  const seen = readFileSync(join(folder, 'work', 'seen', `${pid}.environ`), 'latin1');
  return seen.split('\0').includes(`TOKEN=${COMMAND}`);
}

function anyPlanted(): RegExp {
  const forms = planted.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    const base64 = [0, 1, 2].map((offset) =>
      Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .slice(4, -4),
    );
    return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), bytes.toString('hex'), ...base64];
  });
  return new RegExp(forms.map((form) => form.replace(/[^\w]/g, '\\$&')).join('|'));
}

function holdsPlanted(text: string): boolean {
  return anyPlanted().test(stripVTControlCharacters(text).replace(/\\u001b\[[\d;]*m|\\r|\r|␍/g, ''));
}

interface Echo {
  readonly url: string;
  readonly heard: string[];
  readonly close: () => void;
}

/** A server that answers every request with all that it heard. */
async function echo(): Promise<Echo> {
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      const text = JSON.stringify({url: request.url, headers: request.headers, body});
      heard.push(text, body);
      response.setHeader('content-type', 'application/json');
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {url: `http://127.0.0.1:${port}`, heard, close: () => server.close()};
}

/** What a terminal shows of the program, which is given `keys` as soon as it asks. */
function typeAt(folder: string, words: readonly string[], keys: string): Promise<string> {
  return new Promise((resolve) => {
    const env = {...bareEnvironment(folder), TERM: 'xterm'} as Record<string, string>;
    const terminal = spawnAtTerminal(process.execPath, [program, ...words], {cwd: folder, env, cols: 100, rows: 30});
    let seen = '';
    let typed = false;
    terminal.onData((text) => {
      seen += text;
      if (typed || !seen.includes('(not shown)')) return;
      typed = true;
      terminal.write(keys);
    });
    terminal.onExit(() => resolve(seen));
  });
}
