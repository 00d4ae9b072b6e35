import {execFileSync, fork} from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import {lockWorld} from '../../../src/engine/local/locks/lock-world.ts';
import {type SharedRequest, takeShared} from '../../../src/engine/local/locks/shared-lock.ts';
import {openSightings} from '../../../src/engine/local/locks/sightings.ts';
import {lockKinds} from '../../../src/kinds/locks/index.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shared-'));
});
afterEach(() => rmSync(root, {recursive: true, force: true, maxRetries: 5}));

const ada = {run: 'aaaaaaaaaaaa', by: 'ada', host: 'one', folder: '/no/such/folder', reason: 'Deploy it'};
const bob = {...ada, run: 'bbbbbbbbbbbb', by: 'bob', host: 'two'};

/** Two machines that see the same place; each has its own clone. */
function machines(kind: string) {
  const remote = join(root, 'remote.git');
  if (kind === 'git') execFileSync('git', ['init', '--quiet', '--bare', remote]);
  const body = kind === 'git' ? remote : join(root, 'shared');
  const world = (name: string) => {
    const cwd = join(root, name);
    mkdirSync(cwd, {recursive: true});
    if (kind === 'git') execFileSync('git', ['init', '--quiet', cwd]);
    return lockWorld(cwd, {PATH: process.env.PATH, HOME: root});
  };
  const request = (mine: typeof ada, at: number, more: Partial<SharedRequest> = {}): SharedRequest => ({
    place: {kind, body},
    name: 'production-1',
    mine,
    at,
    sightings: openSightings(),
    ...more,
  });
  return {one: world('one'), two: world('two'), request, body};
}

async function taken(...[request, world]: Parameters<typeof takeShared>) {
  const lock = await takeShared(request, world);
  if (!lock.ok) throw new Error(lock.error.message);
  return lock.value;
}

describe.each(['folder', 'git'])('a lock in a %s', (kind) => {
  test('is held by one, which is said by name, reason and age, until it is given back', async () => {
    const {one, two, request} = machines(kind);
    const first = await taken(request(ada, 1000), one);
    expect(await takeShared(request(bob, 61_000), two)).toEqual({
      ok: false,
      error: {
        is: 'held',
        lookEvery: kind === 'git' ? 5000 : 500,
        holder: 'aaaaaaaaaaaa',
        message: 'run aaaaaaaaaaaa of ada on one ("Deploy it"), for 1m; its engine was last heard of 1m ago',
      },
    });
    expect(await first.renew(2000)).toMatchObject({ok: true});
    await first.release();
    const second = await taken(request(bob, 62_000), two);
    expect(second.notes).toEqual([]);
  });

  test('of which what stands there cannot be read is somebody’s, and is taken only by force', async () => {
    const {one, two, request, body} = machines(kind);
    const {read, swap} = lockKinds[kind as 'folder' | 'git'];
    const at = {body: body as never, name: 'production-1'};
    const seen = await read(at, one);
    if (!seen.ok) throw new Error(seen.error.message);
    await swap(at, {seen: seen.value, text: '{"run":"aaaaaaaaaaaa","since":1e400}'}, one);
    const refused = await takeShared(request(bob, 1000), two);
    const where =
      kind === 'git' ? `refs/runbook/locks/production-1 of "${body}"` : join(body, 'production-1', 'lock.1');
    const somebody = `somebody who cannot be read (${where} names nobody)`;
    expect(refused).toEqual({ok: false, error: expect.objectContaining({is: 'held', message: somebody})});
    const {notes} = await taken(request(bob, 2000, {force: 'it is rubbish'}), two);
    expect(notes).toEqual([`it was taken by force from ${somebody}; why: it is rubbish`]);
  });

  test('is taken again by the run that has it', async () => {
    const {one, two, request} = machines(kind);
    const first = await taken(request(ada, 1000), one);
    const again = await taken(request(ada, 5000), two);
    expect(await first.renew(6000)).toMatchObject({ok: false, error: {is: 'taken'}});
    expect(await again.renew(6000)).toMatchObject({ok: true});
    const refused = await takeShared(request(bob, 11_000), one);
    expect(refused.ok || refused.error.message).toContain('for 10s');
  });

  test('taken by force is lost for whoever had it, and both are named', async () => {
    const {one, two, request} = machines(kind);
    const first = await taken(request(ada, 1000), one);
    const second = await taken(request(bob, 4000, {force: 'her machine burnt'}), two);
    expect(second.notes).toEqual([
      expect.stringMatching(/^it was taken by force from run a+ of ada on one .*; why: her machine burnt$/),
    ]);
    expect(await first.renew(5000)).toMatchObject({
      ok: false,
      error: {is: 'taken', message: expect.stringContaining('of bob on two')},
    });
    await first.release();
    expect(await takeShared(request(ada, 6000), one)).toMatchObject({ok: false, error: {is: 'held'}});
  });

  test('that expires is free once it was seen silent for so long, whatever the clocks say', async () => {
    const {one, two, request} = machines(kind);
    const hours = 7_200_000;
    let steady = 0;
    const sightings = openSightings(() => steady);
    const expiring = (mine: typeof ada, at: number) => {
      const made = request(mine, at, {sightings});
      return {...made, place: {...made.place, expires: 10_000}};
    };
    const first = await taken({...expiring(ada, 1000), sightings: openSightings()}, one);
    const refusal = (seemsOver: boolean) => ({ok: false, error: {is: 'held', expiring: {after: 10_000, seemsOver}}});
    expect(await takeShared(expiring(bob, hours), two)).toMatchObject(refusal(true));
    steady = 7000;
    expect(await first.renew(8000)).toMatchObject({ok: true});
    expect(await takeShared(expiring(bob, hours), two)).toMatchObject(refusal(false));
    steady = 16_999;
    expect(await takeShared(expiring(bob, hours), two)).toMatchObject(refusal(false));
    steady = 17_000;
    const second = await taken(expiring(bob, 0), two);
    expect(second.notes).toEqual([expect.stringMatching(/^it was left behind by run a+ of ada/)]);
    expect(await first.renew(19_000)).toMatchObject({ok: false, error: {is: 'taken'}});
  });

  test('whose holder never said that it gives it up stays held, though another runbook says that it expires', async () => {
    const {one, two, request} = machines(kind);
    await taken(request(ada, 1000), one);
    let steady = 0;
    const impatient = request(bob, 7_200_000, {sightings: openSightings(() => steady)});
    const place = {...impatient.place, expires: 10};
    for (steady of [0, 3_600_000]) {
      const refused = await takeShared({...impatient, place}, two);
      expect(refused).toMatchObject({ok: false, error: {is: 'held', holder: ada.run}});
      expect(refused.ok || refused.error).not.toHaveProperty('expiring');
    }
  });

  test('of many that want it at the same moment, one has it', async () => {
    const {one, two, request} = machines(kind);
    const all = Array.from({length: kind === 'git' ? 5 : 40}, (_, index) =>
      takeShared(request({...ada, run: `run${index}`}, 1000), index % 2 === 0 ? one : two),
    );
    const won = (await Promise.all(all)).filter((each) => each.ok);
    expect(won).toHaveLength(1);
  });

  test("is nobody's if what stands there is no holder, and shows nothing that moves a cursor", async () => {
    const {one, two, request} = machines(kind);
    const odd = await taken(request({...ada, by: 'a\u001b[2Jb\u202e'}, 1000), one);
    const refused = await takeShared(request(bob, 2000), two);
    expect(refused.ok || refused.error.message).toContain('of a\uFFFD[2Jb\uFFFD on');
    await odd.release();
  });
});

test('a lock in a folder is given back by what is written, and not by a file that somebody empties', async () => {
  const {one, two, request, body} = machines('folder');
  const first = await taken(request(ada, 1000), one);
  const file = join(body, 'production-1', 'lock.1');
  truncateSync(file);
  expect(await takeShared(request(bob, 2000), two)).toMatchObject({
    ok: false,
    error: {is: 'held', message: `somebody who cannot be read (${file} is empty)`},
  });
  expect(await first.renew(3000)).toMatchObject({ok: true});
  await first.release();
  expect(readFileSync(join(body, 'production-1', 'lock.2'), 'utf8')).toBe('given back\n');
  expect((await taken(request(bob, 4000), two)).notes).toEqual([]);
});

test('a lock in a folder is for all who may write there, whatever the umask of who was first', async () => {
  const {one, request, body} = machines('folder');
  mkdirSync(body);
  chmodSync(body, 0o2777);
  await taken(request(ada, 1000), one);
  expect(statSync(join(body, 'production-1')).mode & 0o7777).toBe(0o2777);
  expect(statSync(join(body, 'production-1', 'lock.1')).mode & 0o777).toBe(0o644);
});

test.each([
  ['a pipe', (file: string) => execFileSync('mkfifo', [file]), 'is not a file on a disk'],
  ['without an end', (file: string) => symlinkSync('/dev/zero', file), 'is not a file on a disk'],
  ['too long', (file: string) => writeFileSync(file, 'x'.repeat(70_000)), 'is longer than 64 KiB'],
])('a lock in a folder in which a file is %s is not had, and not waited for', async (_, make, why) => {
  const {one, request, body} = machines('folder');
  mkdirSync(join(body, 'production-1'), {recursive: true});
  const file = join(body, 'production-1', 'lock.1');
  make(file);
  expect(await takeShared(request(ada, 1), one)).toEqual({
    ok: false,
    error: {is: 'unreachable', message: expect.stringContaining(`${file} ${why}`)},
  });
});

test('a lock in a git remote that lists something else than refs is not had', async () => {
  const {one, request} = machines('git');
  const git = async () => ok('nothing of the kind\n');
  expect(await takeShared(request(ada, 1), {...one, git})).toMatchObject({ok: false, error: {is: 'unreachable'}});
});

test('a lock that was renewed although the answer was lost is still its holder’s', async () => {
  const {one, request} = machines('git');
  let lost = false;
  const git: typeof one.git = async (words, input) => {
    const answer = await one.git(words, input);
    return lost && words[0] !== 'hash-object' ? fail({message: 'the connection was reset'}) : answer;
  };
  const place = {...request(ada, 1000).place, expires: 60_000};
  const lock = await taken(request(ada, 1000, {place}), {...one, git});
  lost = true;
  expect(await lock.renew(2000)).toMatchObject({ok: false, error: {is: 'unreachable'}});
  lost = false;
  expect(await lock.look(3000)).toEqual(ok(null));
  expect(await lock.renew(4000)).toEqual(ok(null));
});

test('a lock that cannot be reached is not had', async () => {
  const git = machines('git');
  const gone = {...git.request(ada, 1), place: {kind: 'git', body: join(root, 'nowhere.git')}};
  expect(await takeShared(gone, git.one)).toMatchObject({ok: false, error: {is: 'unreachable'}});
  writeFileSync(join(root, 'file'), '');
  const blocked = {...git.request(ada, 1), place: {kind: 'folder', body: join(root, 'file')}};
  expect(await takeShared(blocked, git.one)).toMatchObject({ok: false, error: {is: 'unreachable'}});
});

test('old files of a lock in a folder are removed, and the newest stay', async () => {
  const {one, request, body} = machines('folder');
  for (let round = 0; round < 30; round += 1) await (await taken(request(ada, round), one)).release();
  const names = readdirSync(join(body, 'production-1')).filter((name) => name.startsWith('lock.'));
  expect(names).toContain('lock.60');
  expect(names.length).toBeLessThanOrEqual(21);
});

test('of twenty processes that start in the same moment, one has the lock', {timeout: 60_000}, async () => {
  const {request, body} = machines('folder');
  const script = join(root, 'contender.mjs');
  const folder = join(import.meta.dirname, '../../../src/engine/local/locks');
  const contents = `import {lockWorld} from './lock-world.ts';
    import {takeShared} from './shared-lock.ts';
    import {openSightings} from './sightings.ts';
    process.on('message', async (request) => {
      process.send((await takeShared({...request, sightings: openSightings()}, lockWorld('/', {}))).ok);
      process.disconnect();
    });
    process.send('ready');`;
  // One small file: twenty processes that each read a hundred would start one after the other.
  const stdin = {contents, resolveDir: folder, loader: 'ts'} as const;
  const packages = {external: ['execa']};
  buildSync({stdin, ...packages, bundle: true, platform: 'node', format: 'esm', outfile: script, logLevel: 'error'});
  const contenders = Array.from({length: 20}, () => fork(script, {execArgv: []}));
  const heard = (child: (typeof contenders)[number]) =>
    new Promise((resolve) => {
      child.once('message', resolve);
    });
  await Promise.all(contenders.map(heard));
  const answers = contenders.map(heard);
  for (const [index, child] of contenders.entries()) {
    const {sightings: _, ...sent} = request({...ada, run: `run${index}`}, 1000);
    child.send(sent);
  }
  expect((await Promise.all(answers)).filter((won) => won === true)).toHaveLength(1);
  expect(readdirSync(join(body, 'production-1'))).toEqual(['lock.1']);
});
