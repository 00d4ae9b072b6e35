#!/usr/bin/env node
// A stand-in for Railway's command line: builds, deploys, logs, degrades and rolls back in the world it lies in.
import {spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {appendFileSync, existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {look, record, setting, stamp} from './platform.mjs';
import {deploymentPlan} from './scenarios.mjs';

const world = dirname(dirname(fileURLToPath(import.meta.url)));
const pace = Number(setting(world, 'pace'));

const usage = `usage: railway up [--detach]
       railway logs [--tail [N]] [-f]
       railway status
       railway run COMMAND [ARGUMENT …]
       railway env set NAME=VALUE
       railway deployments list [--limit N]
       railway deployments rollback ID`;

const commands = {
  up,
  logs,
  status,
  run,
  'env set': setVariable,
  'deployments list': listDeployments,
  'deployments rollback': rollBack,
};

process.stdout.on('error', () => process.exit(0)); // nobody reads any more, as in: railway logs -f | head
const args = process.argv.slice(2);
appendFileSync(join(world, 'state', 'calls'), `${args.join(' ')}\n`);
process.exitCode = await dispatch(args);

function dispatch(words) {
  const two = commands[words.slice(0, 2).join(' ')];
  if (two) return two(words.slice(2));
  const one = commands[words[0]];
  return one ? one(words.slice(1)) : misuse(`unknown command "${words.join(' ')}"`);
}

async function up(flags) {
  if (flags.some((flag) => flag !== '--detach')) return misuse(`unknown argument "${flags.join(' ')}" of up`);
  const commit = git('rev-parse', 'HEAD');
  if (commit === '') return failure('up deploys a git working tree, and this is none');
  const scenario = commit === setting(world, 'good-commit') ? 'healthy' : setting(world, 'scenario');
  const {unhealthy, plan} = deploymentPlan(scenario, commit);
  const paced = plan.map((entry) => ({...entry, after: Math.round(entry.after * pace)}));
  const id = randomBytes(4).toString('hex');
  record(world, {type: 'deployed', id, commit, version: git('describe', '--tags', '--always'), unhealthy, plan: paced});
  console.log(`Uploaded ${commit.slice(0, 12)} as deployment ${id}`);
  if (flags.includes('--detach')) return 0;
  const deployment = await follow(id, ({status: now}) => now !== 'QUEUED' && now !== 'BUILDING');
  if (deployment.status === 'FAILED') return failure(`the build of deployment ${id} failed`);
  console.log(`Deployment ${id} is under way; follow it with: railway logs --tail -f`);
  return 0;
}

async function logs(flags) {
  const {latest} = look(world);
  if (flags.includes('-f')) {
    await follow(latest.id, ({ended, abandoned}) => ended || abandoned);
    return 0;
  }
  const count = flags[0] === '--tail' ? Number(flags[1]) : 100;
  if (!Number.isInteger(count) || count < 0) return misuse('logs --tail needs a number of lines, or -f');
  for (const line of latest.log.slice(Math.max(0, latest.log.length - count))) console.log(line);
  return 0;
}

function status() {
  const {live, environment} = look(world);
  console.log('Project: lafactoria\nEnvironment: production\nService: api');
  console.log(`Deployment: ${live.id}\nVersion: ${live.version}\nStatus: ${live.status}`);
  console.log(`Maintenance: ${environment.MAINTENANCE_MODE === 'true' ? 'on' : 'off'}`);
  return 0;
}

async function run(words) {
  if (words.length === 0) return misuse('run needs a command');
  if (words[0] === 'python') return python(words.slice(1));
  const {error, status: code} = spawnSync(words[0], words.slice(1), {
    stdio: 'inherit',
    env: {...process.env, ...look(world).environment},
  });
  return error ? failure(`cannot run ${words[0]}: ${error.code}`) : (code ?? 1);
}

async function python([script, ...rest]) {
  if (script === undefined || !existsSync(script)) return failure(`python cannot open "${script ?? ''}"`);
  if (script === 'scripts/backup_database.py') return backUp();
  if (script === 'scripts/verify_backup.py' && rest.join(' ') === '--latest') return verifyBackup();
  return failure(`the stand-in platform has no answer for: python ${[script, ...rest].join(' ')}`);
}

async function backUp() {
  console.log('Dumping database "lafactoria" …');
  await sleep(1200 * pace);
  record(world, {type: 'backed-up'});
  console.log('Backup written: 48.2 MB, 31 tables');
  return 0;
}

async function verifyBackup() {
  const latest = look(world).backups.at(-1);
  if (latest === undefined) return failure('there is no backup to verify');
  console.log('Restoring the latest backup into a scratch database …');
  await sleep(1000 * pace);
  console.log(`Backup verified: ${stamp(latest)}`);
  return 0;
}

function setVariable(words) {
  const [, name, value] = /^([A-Z_][A-Z0-9_]*)=(.*)$/s.exec(words[0] ?? '') ?? [];
  if (name === undefined || words.length !== 1) return misuse('env set needs NAME=VALUE');
  record(world, {type: 'set', name, value});
  console.log(`Set ${name}=${value} in production`);
  return 0;
}

function listDeployments(words) {
  const limit = words.length === 0 ? 10 : Number(words[1]);
  const known = words.length === 0 || (words.length === 2 && words[0] === '--limit');
  if (!known || !Number.isInteger(limit) || limit < 1) return misuse('deployments list takes --limit N');
  const rows = [...look(world).deployments].reverse().slice(0, limit);
  const created = (at) => stamp(at).replace('T', ' ').replace('Z', '');
  console.log(row('ID', 'CREATED', 'STATUS'));
  for (const {id, at, status: now} of rows) console.log(row(id, created(at), now));
  return 0;
}

function row(id, created, state) {
  return `${id.padEnd(10)}${created.padEnd(22)}${state}`;
}

async function rollBack(words) {
  if (words.length !== 1) return misuse('deployments rollback needs the ID of a deployment');
  const target = look(world).deployments.find(({id}) => id === words[0]);
  if (!target) return failure(`there is no deployment ${words[0]}`);
  console.log(`Rolling back to deployment ${target.id} (${target.version}) …`);
  await sleep(1500 * pace);
  if (setting(world, 'scenario') === 'rollback-fails') {
    return failure(`the image of deployment ${target.id} is no longer in the registry`);
  }
  record(world, {type: 'rolled-back', id: target.id});
  console.log('Rollback completed');
  return 0;
}

/** Prints a deployment's log from its beginning as it grows, until it is as asked. */
async function follow(id, until) {
  for (let printed = 0; ; await sleep(50)) {
    const deployment = look(world).deployments.find((candidate) => candidate.id === id);
    for (const line of deployment.log.slice(printed)) console.log(line);
    printed = deployment.log.length;
    if (until(deployment)) return deployment;
  }
}

function git(...words) {
  return spawnSync('git', words, {encoding: 'utf8'}).stdout?.trim() ?? '';
}

function misuse(message) {
  console.error(`railway: ${message}\n${usage}`);
  return 2;
}

function failure(message) {
  console.error(`railway: ${message}`);
  return 1;
}
