import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {withProgress} from './progress.mjs';
import {ownNode, root} from './project.mjs';
import {Stop} from './stop.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.installed');
const installedLock = join(root, 'node_modules', '.package-lock.json');

/** Installs the locked packages unless exactly these are there already. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const npm = npmCommand();
  const result = await withProgress('Installing packages (npm ci)', () => runNpmCi(npm));
  if (result.status !== 0) throw new Stop(explainNpm(result));
  recordInstalled();
}

/** Remembers that the packages of the lock file are installed. */
export function recordInstalled() {
  writeFileSync(stampFile, wanted());
}

function isInstalled() {
  if (!existsSync(ownNode)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted()) return true;
  if (!installedByHand()) return false;
  recordInstalled();
  return true;
}

function wanted() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${process.platform}-${process.arch} ${lock}\n`;
}

/** `npm install` leaves a lock file of what it installed; packages for other platforms are missing from it. */
function installedByHand() {
  if (!existsSync(installedLock)) return false;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages).every(
    ([path, {version, optional}]) => path === '' || (installed[path] ? installed[path].version === version : optional),
  );
}

function runNpmCi([program, ...args]) {
  const child = spawn(program, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: {...process.env, RUNBOOK_BOOTSTRAP: '1', npm_config_progress: 'false'},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({status: 1, output: String(error.message)}));
    child.on('close', (status) => resolve({status: status ?? 1, output}));
  });
}

function npmCommand() {
  const runningNpm = process.env.npm_execpath;
  if (runningNpm && /npm-cli\.c?js$/.test(runningNpm) && existsSync(runningNpm)) return [process.execPath, runningNpm];
  if (spawnSync('npm', ['--version'], {stdio: 'ignore'}).status === 0) return ['npm'];
  throw new Stop('npm was not found: install Node.js with npm (https://nodejs.org), then run this command again.');
}

const knownFailures = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/i,
    'the package registry cannot be reached: connect to the network (or set npm’s proxy), then run this command again.',
  ],
  [/EACCES|EPERM|EROFS/, 'no permission to write node_modules: make the folder writable, then run this command again.'],
  [/ENOSPC/, 'the disk is full: free some space, then run this command again.'],
  [/EUSAGE/, 'package.json and package-lock.json differ: run `npm install`, then run this command again.'],
];

function explainNpm({output}) {
  const known = knownFailures.find(([pattern]) => pattern.test(output));
  if (known) return `The packages could not be installed: ${known[1]}`;
  const said = output.split('\n').find((line) => /^npm (error|ERR!)/.test(line)) ?? output.trim().split('\n').pop();
  return `The packages could not be installed: run \`npm ci\` to see why (npm said: ${said}).`;
}
