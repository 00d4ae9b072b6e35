#!/usr/bin/env node
// Executes the reference runbook against the stand-in world: `node examples/sandbox/demo.mjs --help`.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {scenarios} from './programs/scenarios.mjs';
import {createWorld, worldEnvironment} from './world.mjs';

const engine = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const keeper = fileURLToPath(new URL('keeper.mjs', import.meta.url));

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  const {options, problem} = readOptions(words);
  if (problem) return misuse(problem);
  if (options.help) return help();
  if (!existsSync(engine)) return misuse('there is no dist/main.js yet; build it with: npm run build');
  const world = createWorld(mkdtempSync(join(tmpdir(), 'runbook-demo-')), options);
  const kept = await keepWorld(world, options);
  introduce(world, options);
  const status = await execute(world, kept.address, options.passed);
  const goesOn = await kept.letGo();
  conclude(world, options, {status, goesOn});
  return status;
}

/**
 * A process of its own starts the world's API, and ends it and removes the world once no run needs them: a run that is
 * left going outlives this program. `letGo` says whether one goes on.
 */
async function keepWorld(world, {keep}) {
  const words = [keeper, world.folder, engine, ...(keep ? ['--keep'] : [])];
  const child = spawn(process.execPath, words, {detached: true, stdio: ['pipe', 'pipe', 'inherit']});
  const closed = new Promise((resolve) => child.once('close', () => resolve(false)));
  const address = await new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim()));
    child.once('close', () => reject(new Error('the stand-in world did not start')));
  });
  const letGo = async () => {
    const running = new Promise((resolve) => child.stdout.once('data', () => resolve(true)));
    child.stdin.end();
    const goesOn = await Promise.race([closed, running]);
    child.stdout.destroy();
    child.unref();
    return goesOn;
  };
  return {address, letGo};
}

function readOptions(words) {
  const options = {scenario: 'healthy', pace: 1, keep: false, help: false, passed: []};
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--keep' || word === '--help') options[word.slice(2)] = true;
    else if (word === '--scenario' || word === '--pace') options[word.slice(2)] = rest.shift();
    else options.passed.push(word);
  }
  options.pace = Number(options.pace);
  if (!Object.hasOwn(scenarios, options.scenario ?? '')) {
    return {options, problem: `--scenario is one of: ${Object.keys(scenarios).join(', ')}`};
  }
  if (!(options.pace >= 0)) return {options, problem: '--pace is a number: 0 is at once, 1 the usual speed'};
  return {options};
}

/** Run the engine in the working clone of the world, with the terminal of this process; resolves with its status. */
function execute(world, address, passed) {
  const given = ['--input', `api=${address}`, '--input', 'changes=Lessons name their sources'];
  given.push('--input', 'changes=Clearer outlines', '--outside-window', 'demo: the stand-in world has no users');
  const answered = passed.includes('--answers') || (process.stdin.isTTY && process.stdout.isTTY);
  const unattended = answered ? [] : ['--yes', '--answers', world.answers];
  const words = [engine, 'exec', 'production-deploy.yaml', ...given, ...unattended, ...passed];
  const child = spawn(process.execPath, words, {cwd: world.clone, env: worldEnvironment(world), stdio: 'inherit'});
  process.on('SIGINT', () => {}); // a terminal sends it to the engine as well, which decides what it means
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('close', (status, signal) => resolve(status ?? 128 + constants.signals[signal]));
  });
}

function introduce(world, {scenario, keep}) {
  say(`Production deployment against a stand-in world; scenario "${scenario}": ${scenarios[scenario]}.`);
  say(
    `The world lies in ${world.folder} and is ${keep ? 'kept' : 'removed'} afterwards; nothing outside it is touched.`,
  );
  say('');
}

function conclude(world, {keep}, {status, goesOn}) {
  say('');
  if (goesOn) {
    say(`The run goes on, and its world with it${keep ? '' : ' until the run is over'}. To see it again:`);
    return say(`  RUNBOOK_STATE=${world.runs} node ${engine} attach`);
  }
  say(`The run ended with exit status ${status}.`);
  if (!keep) return say('To look at a run afterwards, keep its world: add --keep.');
  say(`Its record: RUNBOOK_STATE=${world.runs} node ${engine} runs   (then: … show RUN)`);
  say(`The world:  ${world.folder}`);
}

function help() {
  const names = Object.entries(scenarios).map(([name, text]) => `  ${name.padEnd(21)}${text}`);
  console.log(`usage: node examples/sandbox/demo.mjs [--scenario NAME] [--pace N] [--keep] [FLAG OF exec …]

Executes runbooks/production-deploy.yaml in a new temporary folder, against a stand-in world.

  --scenario NAME      what happens (default: healthy)
  --pace N             how slow the platform is: 0 at once, 1 as usual
  --keep               keep the world, to look at it and at the run

Scenarios:
${names.join('\n')}`);
  return 0;
}

function misuse(message) {
  console.error(`demo: ${message}`);
  return 2;
}

/** To standard error, so that standard output is the engine's alone. */
function say(line) {
  console.error(line);
}
