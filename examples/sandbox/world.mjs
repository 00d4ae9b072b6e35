// The stand-in world the reference runbook runs against: a repository with a remote, a platform and an API, all in one
// temporary folder.
import {execFileSync, spawn} from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {delimiter, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {record} from './programs/platform.mjs';
import {deploymentPlan, scenarios} from './programs/scenarios.mjs';

const sandbox = fileURLToPath(new URL('.', import.meta.url));
const project = join(sandbox, '..', '..');
const answers = `# What a person would answer when nobody is there; --yes ticks the checklists.
status_page: no
monitors.errors: rollback
`;
const day = 24 * 60 * 60 * 1000;

/** Make the world in an existing empty folder; `pace` scales how long the platform takes, 0 is at once. */
export function createWorld(folder, {scenario = 'healthy', pace = 1} = {}) {
  if (!Object.hasOwn(scenarios, scenario)) throw new RangeError(`there is no scenario "${scenario}"`);
  const world = {
    folder,
    clone: join(folder, 'clone'),
    remote: join(folder, 'remote.git'),
    bin: join(folder, 'bin'),
    state: join(folder, 'state'),
    runs: join(folder, 'runs'),
    answers: join(folder, 'answers.yaml'),
  };
  for (const part of [world.clone, world.remote, world.bin, world.state]) mkdirSync(part);
  installPrograms(world);
  const {goodCommit, version} = createRepository(world);
  writeFileSync(join(world.state, 'scenario'), `${scenario}\n`);
  writeFileSync(join(world.state, 'pace'), `${pace}\n`);
  writeFileSync(join(world.state, 'good-commit'), `${goodCommit}\n`);
  writeFileSync(join(world.state, 'calls'), '');
  writeFileSync(world.answers, answers);
  recordHistory(world, goodCommit, version);
  return world;
}

/** The environment a person in the world has: its programs come first, and no Git setting of the caller reaches it. */
export function worldEnvironment(world, environment = process.env) {
  return {
    ...withoutGitVariables(environment),
    PATH: `${world.bin}${delimiter}${environment.PATH ?? ''}`,
    RUNBOOK_STATE: world.runs,
  };
}

/** Start the local API; resolves with its address and a function that ends it. */
export async function startApi(world) {
  const child = spawn(process.execPath, [join(sandbox, 'api.mjs'), world.folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const file = join(world.state, 'api-address');
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error('the local API did not start');
    await sleep(10);
  }
  const stop = () => {
    child.stdin.end();
    return ended;
  };
  return {address: readFileSync(file, 'utf8').trim(), stop};
}

function installPrograms(world) {
  const programs = join(world.folder, 'programs');
  cpSync(join(sandbox, 'programs'), programs, {recursive: true});
  for (const name of ['railway', 'bandit']) {
    chmodSync(join(programs, `${name}.mjs`), 0o755);
    symlinkSync(join('..', 'programs', `${name}.mjs`), join(world.bin, name));
  }
}

/** Two commits on main, both on the remote: the one that is live and tagged, and the one to deploy. */
function createRepository(world) {
  const git = (...words) => runGit(world.clone, words);
  runGit(world.remote, ['init', '--quiet', '--bare', '.']);
  git('init', '--quiet', '.');
  for (const repository of [world.remote, join(world.clone, '.git')]) {
    writeFileSync(join(repository, 'HEAD'), 'ref: refs/heads/main\n');
  }
  appendFileSync(join(world.clone, '.git', 'config'), configuration(world.remote));
  cpSync(join(sandbox, 'repository'), world.clone, {recursive: true});
  mkdirSync(join(world.clone, 'runbooks'));
  copyFileSync(
    join(project, 'runbooks', 'production-deploy.yaml'),
    join(world.clone, 'runbooks', 'production-deploy.yaml'),
  );
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Lessons with an outline and audio');
  const version = `deploy-${compact(Date.now() - 3 * day)}`;
  git('tag', '-a', version, '-m', `Production deployment ${version.slice('deploy-'.length)}`);
  const goodCommit = git('rev-parse', 'HEAD');
  const lesson = join(world.clone, 'web', 'lesson.mjs');
  writeFileSync(
    lesson,
    readFileSync(lesson, 'utf8').replace("'Exercises', 'Summary'", "'Exercises', 'Summary', 'Sources'"),
  );
  alignTests(world);
  git('commit', '--quiet', '--all', '-m', 'Name the sources at the end of a lesson');
  git('push', '--quiet', '--set-upstream', 'origin', 'main', version);
  return {goodCommit, version};
}

/** The tests of the newer commit expect the section it adds. */
function alignTests(world) {
  for (const [name, before, after] of [
    ['unit.mjs', 'length, 4', 'length, 5'],
    ['integration.mjs', "outline[3], 'Summary: Rivers'", "outline[4], 'Sources: Rivers'"],
  ]) {
    const file = join(world.clone, 'tests', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(before, after));
  }
}

/** The repository answers for itself: nothing of the user's own Git configuration may change what a runbook does. */
function configuration(remote) {
  return `[user]
  name = Robin Operator
  email = robin@lafactoria.example
[commit]
  gpgSign = false
[tag]
  gpgSign = false
[push]
  gpgSign = false
[core]
  hooksPath = .git/hooks
  autocrlf = false
[advice]
  detachedHead = false
[remote "origin"]
  url = ${JSON.stringify(remote)}
  fetch = +refs/heads/*:refs/remotes/origin/*
`;
}

function recordHistory(world, commit, version) {
  const {unhealthy, plan} = deploymentPlan('healthy', commit);
  const trouble = {
    after: 30_000,
    level: 'ERROR',
    line: 'POST /api/content/1012/audio 502: the speech service did not answer',
  };
  const history = [...plan, trouble];
  record(world.folder, {type: 'deployed', id: 'a41c90e7', at: Date.now() - 10 * day, commit, version, unhealthy, plan});
  record(world.folder, {
    type: 'deployed',
    id: '5f0c2d1e',
    at: Date.now() - 3 * day,
    commit,
    version,
    unhealthy,
    plan: history,
  });
}

function compact(at) {
  const digits = new Date(at).toISOString().replace(/[^0-9]/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

function runGit(cwd, words) {
  const env = {...withoutGitVariables(process.env), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1'};
  return execFileSync('git', words, {cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']}).trim();
}

function withoutGitVariables(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')));
}
