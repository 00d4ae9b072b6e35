import {execFile, execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {createWorld, startApi, type World, worldEnvironment} from '../../examples/sandbox/world.mjs';

const project = join(import.meta.dirname, '..', '..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true, force: true});
});

describe('the repository of the world', () => {
  it('is clean, tracks its remote, and can be tagged and pushed without the user’s own configuration', async () => {
    const world = newWorld('healthy');
    expect((await shell(world, 'git status --short --branch')).stdout).toBe('## main...origin/main\n');
    const text = `git checkout main && git pull --ff-only origin main
      git describe --tags --abbrev=0 --match 'deploy-*'
      git tag -a deploy-20300101-000000 -m 'Production deployment'
      git push origin deploy-20300101-000000
      git ls-remote --exit-code origin refs/tags/deploy-20300101-000000
      git push origin --delete deploy-20300101-000000
      git tag --delete deploy-20300101-000000`;
    const {status, stdout} = await shell(world, text);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^deploy-\d{8}-\d{6}$/m);
  });

  it('passes its own tests, its audit without a registry, and the analysis of its Python code', async () => {
    const world = newWorld('healthy');
    const audit = 'npm_config_registry=http://127.0.0.1:9/ npm audit';
    const results = await Promise.all(
      ['npm test', 'npm run test:integration', audit, 'bandit -r app/'].map((text) => shell(world, text)),
    );
    expect(results.map(({status}) => status)).toEqual([0, 0, 0, 0]);
    expect((await shell(world, 'printf "eval(text)\\n" > app/bad.py; bandit -r app/')).status).toBe(1);
  });

  it('leaves the refs and the files of the project as they were', () => {
    const before = projectState();
    newWorld('healthy');
    expect(projectState()).toEqual(before);
  });
});

describe('railway', () => {
  it('deploys: the milestones come in order, the new version is live, and the call is counted', async () => {
    const world = newWorld('healthy');
    const before = await liveDeployment(world);
    expect((await shell(world, 'railway up')).status).toBe(0);
    const {stdout} = await shell(world, 'railway logs --tail -f');
    const milestones = ['Build started', 'Build completed', 'Deployment started', 'Health check passed'];
    const places = milestones.map((milestone) => stdout.indexOf(milestone));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
    expect(await liveDeployment(world)).not.toBe(before);
    expect(await errorCount(world)).toBeLessThanOrEqual(2);
    expect(calls(world).filter((call) => call === 'up')).toHaveLength(1);
  });

  it('goes on deploying by the clock, whether or not somebody watches', async () => {
    const world = newWorld('healthy', 0.02);
    const before = await liveDeployment(world);
    expect((await shell(world, 'railway up --detach')).stdout).not.toContain('Build');
    expect((await shell(world, 'railway logs --tail -f')).stdout).toContain('Health check passed');
    expect(await liveDeployment(world)).not.toBe(before);
  });

  it('fails to build, and the old version stays live', async () => {
    const world = newWorld('build-fails');
    const before = await liveDeployment(world);
    const {status, stdout, stderr} = await shell(world, 'railway up');
    expect(status).toBe(1);
    expect(stdout).toContain('Build failed');
    expect(stderr).toContain('the build of deployment');
    expect(await liveDeployment(world)).toBe(before);
  });

  it('never passes its health check, and is healthy again after a rollback', async () => {
    const world = newWorld('health-never-passes');
    const before = await liveDeployment(world);
    await withApi(world, async (address) => {
      expect(await health(address)).toMatchObject({code: 200, body: {status: 'healthy'}});
      expect((await shell(world, 'railway up')).status).toBe(0);
      expect((await shell(world, 'railway logs --tail -f')).stdout).not.toContain('Health check passed');
      const ill = {status: 'unhealthy', components: {database: {status: 'unhealthy'}, audio: {status: 'healthy'}}};
      expect(await health(address)).toMatchObject({code: 503, body: ill});
      expect((await shell(world, `railway deployments rollback ${before}`)).status).toBe(0);
      expect(await liveDeployment(world)).toBe(before);
      expect(await health(address)).toMatchObject({code: 200, body: {status: 'healthy'}});
    });
  });

  it('logs more errors after deploying, and no more than before after a rollback', async () => {
    const world = newWorld('errors-rise');
    const [before, errors] = [await liveDeployment(world), await errorCount(world)];
    await shell(world, 'railway up');
    expect(await errorCount(world)).toBeGreaterThan(errors);
    await shell(world, `railway deployments rollback ${before}`);
    expect(await errorCount(world)).toBe(errors);
  });

  it('cannot roll back, but deploys the tagged version by hand', async () => {
    const world = newWorld('rollback-fails');
    const [before, errors] = [await liveDeployment(world), await errorCount(world)];
    await shell(world, 'railway up');
    expect(await shell(world, `railway deployments rollback ${before}`)).toMatchObject({status: 1});
    const byHand = `git checkout "$(git describe --tags --abbrev=0 --match 'deploy-*')"; railway up --detach`;
    expect((await shell(world, byHand)).status).toBe(0);
    expect(await errorCount(world)).toBeLessThanOrEqual(errors);
    expect((await shell(world, 'npm test')).status).toBe(0);
  });

  it('lists deployments in columns, newest first', async () => {
    const world = newWorld('healthy');
    await shell(world, 'railway up');
    const lines = (await shell(world, 'railway deployments list --limit 2')).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    const [header = '', newest = ''] = lines;
    expect(header.split(/ +/)).toEqual(['ID', 'CREATED', 'STATUS']);
    expect(newest.slice(header.indexOf('CREATED'))).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    expect(newest.slice(header.indexOf('STATUS'))).toBe('SUCCESS');
  });

  it('answers for the scripts of the backup and keeps what is set', async () => {
    const world = newWorld('healthy');
    expect((await shell(world, 'railway run python scripts/verify_backup.py --latest')).status).toBe(1);
    await shell(world, 'railway run python scripts/backup_database.py');
    const {stdout} = await shell(world, 'railway run python scripts/verify_backup.py --latest');
    expect(stdout).toMatch(/^Backup verified: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m);
    await shell(world, 'railway env set MAINTENANCE_MODE=true');
    expect((await shell(world, 'railway status')).stdout).toContain('Maintenance: on');
    expect((await shell(world, 'railway run sh -c "echo $0 \\$MAINTENANCE_MODE"')).stdout).toContain('true');
  });

  it('refuses what it does not know, with its usage', async () => {
    const world = newWorld('healthy');
    const misuses = ['', 'nonsense', 'up --now', 'logs --tail many', 'env set lower=1', 'deployments list 5'];
    const results = await Promise.all(misuses.map((words) => shell(world, `railway ${words}`)));
    for (const {status, stderr} of results) {
      expect(status).toBe(2);
      expect(stderr).toContain('usage: railway up');
    }
  });
});

describe('the local API', () => {
  it('passes the smoke tests over HTTP', async () => {
    const world = newWorld('healthy');
    await withApi(world, async (address) => {
      expect((await shell(world, 'npm run test:production:smoke')).status).toBe(0);
      expect((await fetch(`${address}/api/auth/health`, {method: 'POST'})).status).toBe(200);
      expect((await fetch(`${address}/api/auth/health`)).status).toBe(405);
      expect((await fetch(`${address}/api/content/health`)).status).toBe(200);
    });
  });
});

function newWorld(scenario: string, pace = 0): World {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-world-'));
  folders.push(folder);
  return createWorld(folder, {scenario, pace});
}

/** Runs a text as the engine does: no terminal, no input, and an environment of a few variables. */
function shell(world: World, text: string): Promise<{status: number; stdout: string; stderr: string}> {
  const {PATH, HOME} = worldEnvironment(world);
  const env = {PATH, HOME: HOME ?? world.folder, GIT_TERMINAL_PROMPT: '0', NO_COLOR: '1', TERM: 'dumb'};
  const flags = ['--noprofile', '--norc', '-euo', 'pipefail', '-c', text];
  return new Promise((resolve) => {
    const child = execFile('bash', flags, {cwd: world.clone, env}, (error, stdout, stderr) => {
      resolve({status: error === null ? 0 : Number(error.code), stdout, stderr});
    });
    child.stdin?.end();
  });
}

async function liveDeployment(world: World): Promise<string | undefined> {
  return /^Deployment: (.*)$/m.exec((await shell(world, 'railway status')).stdout)?.[1];
}

async function errorCount(world: World): Promise<number> {
  const {stdout} = await shell(world, 'railway logs --tail 100');
  return stdout.split('\n').filter((line) => line.includes('ERROR')).length;
}

function calls(world: World): readonly string[] {
  return readFileSync(join(world.state, 'calls'), 'utf8').split('\n');
}

async function withApi(world: World, use: (address: string) => Promise<void>): Promise<void> {
  const {address, stop} = await startApi(world);
  try {
    await use(address);
  } finally {
    await stop();
  }
}

async function health(address: string): Promise<{code: number; body: unknown}> {
  const response = await fetch(`${address}/health`);
  return {code: response.status, body: await response.json()};
}

function projectState(): unknown {
  const git = (...words: string[]) => execFileSync('git', words, {cwd: project, encoding: 'utf8'});
  const files = readdirSync(join(project, 'examples'), {recursive: true, encoding: 'utf8'}).toSorted();
  const times = files.map((file) => statSync(join(project, 'examples', file)).mtimeMs);
  return {branch: git('branch', '--show-current'), tags: git('tag'), remotes: git('remote', '-v'), files, times};
}
