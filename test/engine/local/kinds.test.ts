import {execFileSync} from 'node:child_process';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {capturedIn, type EngineRig, engineRig} from './rig.ts';

let at: EngineRig;
let server: Server;
let url: string;
let requests: string[];
beforeEach(async () => {
  at = engineRig();
  requests = [];
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (request.url === '/moved') response.writeHead(302, {location: '/health'}).end();
    else if (request.url === '/away') response.writeHead(302, {location: 'http://elsewhere.invalid/'}).end();
    else if (request.url === '/silent') return;
    else if (request.url === '/busy' && requests.length < 3) response.writeHead(503).end();
    else response.writeHead(200, {'content-type': 'application/json'}).end('{"status": "healthy", "errors": 3}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  at.remove();
  server.closeAllConnections();
  server.close();
});

const ended = {is: 'ended', verdict: {is: 'succeeded', accepted: 0}};

describe('http', () => {
  test('follows a redirect to the same host and takes values from the answer', async () => {
    const {end, events} = await at.run(`
steps:
  - id: health
    http: ${url}/moved
    expect: {json: {status: healthy}}
    capture: {errors: json.errors}
`);
    expect(end).toEqual(ended);
    expect(capturedIn(events)).toMatchObject({'/health': {errors: 3}});
    expect(requests).toEqual(['GET /moved', 'GET /health']);
  });

  test('keeps the answer as its output, but not where a capture is sensitive', async () => {
    const {events} = await at.run(`
steps:
  - http: ${url}/health
  - http: ${url}/health
    capture: {errors: string(json.errors)}
    sensitive: [errors]
`);
    const outputs = events.flatMap((event) => (event.event === 'act-ended' ? [event.outputs?.stdout?.bytes] : []));
    expect(outputs).toEqual([expect.any(Number), undefined]);
  });

  test.each([
    ['/away', '30s', 'it redirects to another host, elsewhere.invalid, which is not followed'],
    ['/silent', '150ms', 'no answer within'],
  ])('%s fails and says why', async (path, timeout, message) => {
    const {end, events} = await at.run(`steps:\n  - http: ${url}${path}\n    timeout: ${timeout}\n`);
    expect(end).toMatchObject({verdict: {is: 'failed'}});
    expect(JSON.stringify(events)).toContain(message);
  });

  test('is tried again while its retry says so', async () => {
    const {end} = await at.run(
      `steps:\n  - http: ${url}/busy\n    retry: {times: 5, every: 10ms, while: status == 503}\n`,
    );
    expect(end).toEqual(ended);
    expect(requests).toHaveLength(3);
  });
});

describe('monitors', () => {
  test('are sampled beside the steps, with a baseline, and seen fresh by an assertion', async () => {
    const {end, events} = await at.run(`
monitors:
  errors:
    title: Errors
    probe: {run: cat errors}
    value: int(stdout)
    every: 20ms
    baseline: {after: before}
    breach: value > baseline * 3
    during: [work]
steps:
  - id: before
    run: echo 2 > errors
  - id: work
    run: sleep 0.2
  - assert: monitors.errors.value <= monitors.errors.baseline * 2
`);
    expect(end).toEqual(ended);
    const samples = events.filter((event) => event.event === 'sampled');
    expect(samples.some(({baseline, value}) => baseline === true && value === 2)).toBe(true);
    expect(samples.filter(({baseline}) => baseline === undefined).length).toBeGreaterThan(0);
    expect(samples.every(({breach}) => !breach)).toBe(true);
  });

  test('that are measured by a block of the file, beside the run', async () => {
    const {end, events} = await at.run(`
blocks:
  count:
    inputs: {file: {type: string}}
    steps:
      - run: echo looked >> looks; cat {{inputs.file}}
        read_only: true
monitors:
  errors:
    title: Errors
    probe: {use: {block: count, with: {file: errors}}}
    value: 9
    every: 20ms
    breach: value > 5
    during: [work]
    on_breach: rollback
steps:
  - id: before
    run: echo 9 > errors
    undo: rm errors
  - id: work
    run: sleep 5
`);
    expect(events.find((event) => event.event === 'sampled')).toMatchObject({value: 9, breach: true});
    expect(at.read('looks')).toContain('looked\n');
    expect(end).toMatchObject({verdict: {is: 'rolled-back'}});
  });
});

describe('channels', () => {
  test('a file below the working directory, the terminal, and one that is off', async () => {
    const {end, events} = await at.run(`
secrets:
  hook: {env: NO_SUCH_HOOK, optional: true}
channels:
  log: {file: notes/told.txt}
  here: {terminal: true}
  slack: {slack: '{{secrets.hook}}'}
notify:
  started: {text: 'begun {{run.id}}', to: [log, here, slack]}
steps:
  - notify: {text: working, to: [log]}
`);
    expect(end).toEqual(ended);
    expect(at.read('notes/told.txt')).toMatch(/begun [a-z2-7]{12}\n/);
    expect(at.read('notes/told.txt')).toContain('working\n');
    const notes = events.flatMap((event) => (event.event === 'noted' ? [event.message] : []));
    expect(notes).toContainEqual(expect.stringMatching(/^begun /));
    const messages = events.flatMap((event) => (event.event === 'sent' ? [event] : []));
    expect(messages.toSorted((a, b) => a.text.localeCompare(b.text))).toMatchObject([
      {
        text: expect.stringMatching(/^begun /),
        to: ['log', 'here'],
        missed: [{channel: 'slack', because: 'it is off, for a secret it needs is missing'}],
      },
      {path: expect.stringContaining('notify'), text: 'working', to: ['log'], missed: []},
    ]);
  });
});

describe('secrets', () => {
  const secret = 'correct horse/battery';
  beforeEach(() => {
    process.env.TEST_TOKEN = secret;
  });
  afterEach(() => {
    delete process.env.TEST_TOKEN;
  });

  test('are in no file of the run, whatever a step prints, captures or fails with', async () => {
    const {events, folder} = await at.run(`
secrets: {token: {env: TEST_TOKEN}}
steps:
  - id: one
    run: |
      echo "token {{secrets.token}}"
      printf %s {{secrets.token}} | base64
    capture: {seen: stdout.trim()}
  - id: two
    run: echo leaked {{secrets.token}}; printf %s {{secrets.token}} > outside; exit 1
`);
    expect(at.read('outside')).toBe(secret);
    for (const form of [secret, Buffer.from(secret).toString('base64').slice(0, 20)]) {
      expect(() => execFileSync('grep', ['-raF', '-e', form, folder])).toThrow();
      expect(JSON.stringify(events)).not.toContain(form);
    }
  });

  test('a value that a step captures as sensitive is masked everywhere and can be used', async () => {
    const {end, events, folder} = await at.run(`
steps:
  - id: login
    run: printf 'session-%s' key-12345
    capture: {key: stdout.trim()}
    sensitive: [key]
  - id: use
    run: printf %s {{steps.login.key}} > used; echo with {{steps.login.key}}
`);
    expect(end).toEqual(ended);
    expect(at.read('used')).toBe('session-key-12345');
    expect(JSON.stringify(events)).not.toContain('session-key-12345');
    expect(() => execFileSync('grep', ['-raF', '-e', 'session-key-12345', folder])).toThrow();
  });
});
