import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {countLines, type Stage, type Subject} from './subject.ts';

/** The runbook that uses every kind and block, to its good end or taken back. */
export function everyKind(fails: boolean): Subject {
  return {
    name: fails ? 'every kind, rolled back' : 'every kind',
    mayRepeat: (effect) => effect.startsWith('message'),
    stage: (folder) => stage(folder, fails),
  };
}

async function stage(folder: string, fails: boolean): Promise<Stage> {
  const cwd = join(folder, 'work');
  const runs = join(folder, 'runs');
  mkdirSync(cwd);
  copyFileSync(join(import.meta.dirname, 'every-kind.yaml'), join(cwd, 'every-kind.yaml'));
  writeFileSync(join(folder, 'answers.yaml'), 'colour: {name: blue}\npicked: two\n');
  writeFileSync(join(cwd, 'effects'), '');
  const api = await openApi();
  const inputs = ['--input', `api=${api.address}`, '--input', `fail=${fails}`];
  return {
    cwd,
    runs,
    env: {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUNBOOK_STATE: runs, SWEEP_TOKEN: 'a-secret-token'},
    begin: ['exec', 'every-kind.yaml', ...inputs, '--yes', '--answers', join(folder, 'answers.yaml')],
    look: () => {
      const lines = readFileSync(join(cwd, 'effects'), 'utf8');
      const messages = existsSync(join(cwd, 'messages.log')) ? readFileSync(join(cwd, 'messages.log'), 'utf8') : '';
      return {
        effects: {...countLines(lines), ...prefixed('message ', countLines(messages)), ...countLines(api.calls())},
        state: {posts: api.posts()},
        broken: outOfOrder(lines.split('\n')),
      };
    },
    end: api.close,
  };
}

/** What was taken back must have been so in the reverse order in which it was done; side by side there is none. */
function outOfOrder(written: readonly string[]): readonly string[] {
  const lines = written.map((line) => line.replace(/left|right/, 'side').replace(/item [ab]/, 'item ab'));
  const undone = lines.filter((line) => line.startsWith('un'));
  const done = lines.filter((line) => undone.includes(`un${line}`)).toReversed();
  const expected = done.map((line) => `un${line}`);
  return undone.join() === expected.join() || undone.length === 0
    ? []
    : [`taken back as ${undone.join(', ')}, and not as ${expected.join(', ')}`];
}

function prefixed(prefix: string, counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [prefix + name, count]));
}

interface Api {
  readonly address: string;
  readonly calls: () => string;
  readonly posts: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Keeps posts by name, and every request that changes them. */
async function openApi(): Promise<Api> {
  const posts = new Set<string>();
  const calls: string[] = [];
  const server: Server = createServer((request, response) => {
    const {method = 'GET', url = ''} = request;
    if (method !== 'GET') calls.push(`${method} ${url}`);
    const name = url.split('/')[2] ?? 'first';
    const known = posts.has(name);
    if (method === 'POST') posts.add(name);
    if (method === 'DELETE') posts.delete(name);
    response.writeHead(method === 'POST' ? 201 : known ? 200 : 404, {connection: 'close'}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    calls: () => calls.join('\n'),
    posts: () => [...posts],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
