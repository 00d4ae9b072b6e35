// Sets the project up and runs one of its scripts with the project's own Node; every Node from 18 on can run this file.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {ensureBuilt, hashOfSources} from './setup/dist.mjs';
import {runInForeground} from './setup/foreground.mjs';
import {ensureInstalled, recordInstalled} from './setup/install.mjs';
import {ownNode, projectEnvironment, root} from './setup/project.mjs';
import {runProgram, Stop} from './setup/stop.mjs';

const commands = {
  setup: () => setUp(),
  build: async () => {
    await ensureInstalled();
    ensureBuilt({force: true});
  },
  demo: (args) => setUpAndRun('examples/sandbox/demo.mjs', args),
  test: async (args) => {
    requireGit();
    await ensureInstalled();
    return runScript('.config/test.mjs', args);
  },
  // The runs that a bench writes beforehand are gone on with as if the program under test had begun them.
  bench: (args) => setUpAndRun('bench/main.ts', args, {RUNBOOK_BUILD: hashOfSources()}),
  fuzz: (args) => setUpAndRun('test/fuzz/main.ts', args),
  sweep: (args) => setUpAndRun('test/sweep/main.ts', args),
  simulate: (args) => setUpAndRun('test/sweep/simulate.ts', args),
  picture: (args) => setUpAndRun('.config/picture.ts', args),
  generate: async (args) => {
    await ensureInstalled();
    return runScript('.config/generate.ts', args);
  },
  prepare: () => prepare(),
};

await runProgram(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Stop(`Usage: node .config/bootstrap.mjs ${Object.keys(commands).join(' | ')}`);
  refuseOldNode();
  return command(args);
});

function refuseOldNode() {
  if (Number.parseInt(process.versions.node, 10) >= 18) return;
  throw new Stop(
    `Node ${process.versions.node} is too old to set the project up: install Node 20 or newer (https://nodejs.org).`,
  );
}

async function setUp() {
  requireGit();
  await ensureInstalled();
  ensureBuilt();
}

async function setUpAndRun(script, args, environment) {
  await setUp();
  return runScript(script, args, environment);
}

function runScript(script, args, environment = {}) {
  if (!existsSync(join(root, script)))
    throw new Stop(`${script} is missing from this clone: run \`git status\` to see what happened to it.`);
  return runInForeground(ownNode, [join(root, script), ...args], {
    cwd: root,
    env: {...projectEnvironment(), ...environment},
  });
}

function requireGit() {
  if (spawnSync('git', ['--version'], {stdio: 'ignore'}).status === 0) return;
  throw new Stop('git was not found: install git (https://git-scm.com), then run this command again.');
}

/** After a plain `npm install`: the program is built and linked where that is possible, and never in the way. */
function prepare() {
  if (process.env.RUNBOOK_BOOTSTRAP || !existsSync(ownNode)) return;
  recordInstalled();
  try {
    ensureBuilt();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
  }
}
