import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer, type RequestListener} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {LIMITS, setLimits} from '../../../src/base/limits.ts';
import {loadRunbook} from '../../../src/cli/prepare/load.ts';
import {fetchHttp} from '../../../src/engine/local/io/fetch.ts';
import {appendBelow, readText} from '../../../src/engine/local/io/files.ts';
import {makeStateFolder} from '../../../src/journal/state-folder.ts';
import {type EngineRig, engineRig} from './rig.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterEach(() => {
  rmSync(root, {recursive: true, force: true});
  vi.unstubAllEnvs();
  setLimits(
    Object.entries(LIMITS)
      .map(([name, {standard}]) => `${name}=${standard}`)
      .join(),
  );
});

const servers: {close: () => unknown; closeAllConnections: () => void}[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function serve(listener: RequestListener, tls = false): Promise<number> {
  const server = tls ? createTlsServer({key: KEY, cert: CERTIFICATE}, listener) : createServer(listener);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function get(url: string) {
  const headers = {authorization: 'Bearer planted'};
  return fetchHttp({method: 'GET', url, headers, timeout: 10_000}, new AbortController().signal);
}

describe('a request', () => {
  test('carries no credentials to another host or port, and follows no more redirects than allowed', async () => {
    const heard: string[] = [];
    const other = await serve((request, response) => {
      heard.push(String(request.headers.authorization));
      response.end();
    });
    const port = await serve((request, response) => {
      const to = request.url === '/away' ? `http://127.0.0.1:${other}/` : '/again';
      response.writeHead(302, {location: to}).end();
    });
    expect(await get(`http://127.0.0.1:${port}/away`)).toMatchObject({
      ok: false,
      error: {message: `it redirects to another host, 127.0.0.1:${other}, which is not followed`},
    });
    expect(heard).toEqual([]);
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({error: {message: 'it redirects more than 5 times'}});
    setLimits('redirects=1');
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({error: {message: 'it redirects more than 1 times'}});
  });

  test.each(['POST', 'PUT', 'DELETE'])('that is a %s goes on as such, or not at all', async (method) => {
    const heard: string[] = [];
    const port = await serve((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      const status = Number(request.url?.slice(1));
      if (status === 0) response.end('done');
      else response.writeHead(status, {location: '/0'}).end();
    });
    const send = (status: number) =>
      fetchHttp(
        {method, url: `http://127.0.0.1:${port}/${status}`, headers: {}, body: 'x', timeout: 10_000},
        new AbortController().signal,
      );
    for (const status of [301, 302, 303]) {
      expect(await send(status)).toMatchObject({ok: true, value: {status, headers: {location: '/0'}}});
    }
    for (const status of [307, 308]) expect(await send(status)).toMatchObject({ok: true, value: {body: 'done'}});
    const then = (status: number) => [`${method} /${status}`, `${method} /0`];
    expect(heard).toEqual([`${method} /301`, `${method} /302`, `${method} /303`, ...then(307), ...then(308)]);
  });

  test('waits as long as it is told to, also beyond what a timer of Node can hold', async () => {
    const heard = Promise.withResolvers<void>();
    const port = await serve(() => heard.resolve());
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    try {
      let answer: unknown;
      const request = {method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, timeout: 60 * 86_400_000};
      const asked = fetchHttp(request, new AbortController().signal).then((result) => {
        answer = result;
      });
      await heard.promise;
      vi.advanceTimersByTime(59 * 86_400_000);
      await new Promise((resolve) => setImmediate(resolve));
      expect(answer).toBeUndefined();
      vi.advanceTimersByTime(86_400_000);
      await asked;
      expect(answer).toEqual({ok: false, error: {message: 'no answer within 60d'}});
    } finally {
      vi.useRealTimers();
    }
  });

  test('goes to no other scheme', async () => {
    const port = await serve((_, response) => response.writeHead(302, {location: 'file:///etc/passwd'}).end());
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ok: false});
    expect(await get('file:///etc/passwd')).toMatchObject({ok: false});
  });

  test('is not sent where the certificate is not good, whatever the environment says', async () => {
    let heard = 0;
    const port = await serve((_, response) => {
      heard += 1;
      response.end();
    }, true);
    expect(await get(`https://127.0.0.1:${port}/`)).toMatchObject({
      ok: false,
      error: {message: expect.stringMatching(/self.signed certificate/)},
    });
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await get(`https://127.0.0.1:${port}/`)).toMatchObject({
      ok: false,
      error: {message: expect.stringContaining('turns off the check of certificates')},
    });
    expect(heard).toBe(0);
  });

  test('is given up when its body is longer than allowed, and what comes packed stays so', async () => {
    setLimits('response=1KiB');
    const {gzipSync} = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(1 << 20));
    const port = await serve((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, {'content-encoding': 'gzip'}).end(bomb);
      else response.end('x'.repeat(2000));
    });
    const long = {ok: false, error: {message: 'the body is longer than 1 KiB'}};
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject(long);
    expect(bomb.length).toBeGreaterThan(1024);
    expect(await get(`http://127.0.0.1:${port}/bomb`)).toMatchObject(long);
  });
});

describe('a file of a runbook', () => {
  const write = (name: string, text: string) => {
    const path = join(root, name);
    mkdirSync(join(path, '..'), {recursive: true});
    writeFileSync(path, text);
    return path;
  };
  const used = "runbook: used\ntitle: Used\nsteps: [{run: 'true'}]\n";
  const using = (file: string) =>
    write('in/main.yaml', `runbook: main\ntitle: Main\nsteps: [{use: {file: ${file}}}]\n`);
  const messages = async (path: string) => {
    const loaded = await loadRunbook(path, root);
    return loaded.ok ? [] : loaded.error.map(({message}) => message);
  };

  test.each(['../used.yaml', 'sub/../../used.yaml', '/etc/hostname'])(
    'outside of its folder is not used: %s',
    async (file) => {
      write('used.yaml', used);
      expect(await messages(using(file))).toEqual([`"${file}" is outside the folder of the runbook that is executed`]);
    },
  );

  test('is not reached through a link, and may be where that is allowed', async () => {
    write('used.yaml', used);
    const main = using('link/used.yaml');
    symlinkSync(root, join(root, 'in', 'link'));
    expect(await messages(main)).toEqual([
      '"link/used.yaml" cannot be used: it leads out of the folder of the runbook; RUNBOOK_FILES=anywhere allows that',
    ]);
    vi.stubEnv('RUNBOOK_FILES', 'anywhere');
    expect(await messages(main)).toEqual([]);
    expect(await messages(using('../used.yaml'))).toEqual([]);
  });

  test('to which a channel writes is no link and behind none', async () => {
    mkdirSync(join(root, 'work'));
    symlinkSync(join(root, 'victim'), join(root, 'work', 'link'));
    symlinkSync(root, join(root, 'work', 'folder'));
    for (const file of ['link', 'folder/victim', 'folder/new/victim', '../victim']) {
      expect(await appendBelow(join(root, 'work'), file, 'x')).toMatchObject({ok: false});
    }
    expect(readdirSync(root)).toEqual(['work']);
    expect(await appendBelow(join(root, 'work'), 'new/log', 'x')).toEqual({ok: true, value: null});
    expect(readFileSync(join(root, 'work', 'new', 'log'), 'utf8')).toBe('x\n');
  });

  test('that never ends, or never begins, is not read', () => {
    const pipe = join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const [file, what] of [
      ['/dev/zero', 'a device'],
      [pipe, 'a pipe'],
    ] as const) {
      expect(readText('/', file)).toEqual({
        ok: false,
        error: {message: `"${file}" cannot be read: it is ${what}, not a file on a disk`},
      });
    }
  });

  test('that is too long is not read', () => {
    writeFileSync(join(root, 'long'), 'x'.repeat((1 << 20) + 1));
    expect(readText(root, 'long')).toEqual({ok: false, error: {message: '"long" is longer than 1 MiB'}});
  });
});

describe('what is kept', () => {
  let at: EngineRig;
  beforeEach(() => {
    at = engineRig();
  });
  afterEach(() => at.remove());

  test('is for the user alone, and commands keep their own mask', async () => {
    vi.stubEnv('PLANTED', 'a secret value');
    const {end} = await at.run(`secrets: {t: {env: PLANTED}}
channels: {log: {file: told.log}}
lock: one
steps:
  - run: touch made; umask
  - run: {script: cat, stdin: in}
  - run: printf '%s' {{secrets.t}} > /dev/null
  - notify: {text: told, to: [log]}
`);
    expect(end).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
    const below = readdirSync(at.state, {recursive: true, encoding: 'utf8'});
    const open = below.filter((name) => (statSync(join(at.state, name)).mode & 0o077) !== 0);
    expect(below.length).toBeGreaterThan(15);
    expect(open).toEqual([]);
    const mask = process.umask();
    expect(statSync(join(at.world, 'made')).mode & 0o777).toBe(0o666 & ~mask);
  });

  test('goes into no folder of somebody else, and folders of ours are made private', () => {
    const state = join(root, 'state');
    mkdirSync(join(state, 'runs'), {recursive: true, mode: 0o755});
    expect(makeStateFolder(state).ok).toBe(true);
    expect(statSync(join(state, 'runs')).mode & 0o777).toBe(0o700);
    const getuid = vi.spyOn(process, 'getuid').mockReturnValue(4711);
    expect(makeStateFolder(state)).toMatchObject({
      ok: false,
      error: expect.stringContaining('belongs to another user'),
    });
    getuid.mockRestore();
  });
});

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJdmy5T+BT0gWNKQN
TwSQ43Rc7j6yhHe1FubPqbpDTeuhRANCAASQIkHA3UCI3dtYBz48GRWPW4hjMoro
/vfCJzIyrPg/y2fVWGvXTcH/0zDY45rsTp5pnhVxEt56/Z6HW5A7B5nZ
-----END PRIVATE KEY-----
`;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUOf1FydquS5Tuqw9sqBQw85q2JBcwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzA5NDAwM1oYDzIxMjYxMTAz
MDk0MDAzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASQIkHA3UCI3dtYBz48GRWPW4hjMoro/vfCJzIyrPg/y2fVWGvXTcH/
0zDY45rsTp5pnhVxEt56/Z6HW5A7B5nZo28wbTAdBgNVHQ4EFgQUZMPQBHf1Ha2V
8C8fCLAHZAQ4258wHwYDVR0jBBgwFoAUZMPQBHf1Ha2V8C8fCLAHZAQ4258wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgC5emezzTY9z1VVm7ClZLUBf3XLWYgPtluPoYItMBqHICIQDu
HXHTF8FIksRNBnbkl6SaFrNif4lk2/6jS3iLqqG3iQ==
-----END CERTIFICATE-----
`;
