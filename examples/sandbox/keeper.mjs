// Keeps a stand-in world as long as anybody needs it: `node keeper.mjs WORLD ENGINE [--keep]` starts the API, writes its
// address to standard output, and once its standard input has ended and no run is under way in the world any more, it
// ends the API and removes the world unless that is to be kept. Where a run goes on then, it says so first.
import {execFile} from 'node:child_process';
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {startApi, worldEnvironment} from './world.mjs';

const [folder, engine, keep] = process.argv.slice(2);
const world = {folder, bin: join(folder, 'bin'), state: join(folder, 'state'), runs: join(folder, 'runs')};

process.stdout.on('error', () => {}); // nobody listens once the demo is over
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {}); // meant for the run
const api = await startApi(world);
process.stdout.write(`${api.address}\n`);
await new Promise((resolve) => process.stdin.resume().once('end', resolve));
for (let first = true; await isRunning(); first = false) {
  if (first) process.stdout.write('a run goes on\n');
  await sleep(1000);
}
await api.stop();
if (keep === undefined) rmSync(folder, {recursive: true, force: true});

async function isRunning() {
  const options = {env: worldEnvironment(world), maxBuffer: 1 << 26};
  const {stdout} = await promisify(execFile)(process.execPath, [engine, 'runs', '--json'], options);
  return JSON.parse(stdout).some(({state}) => state === 'running');
}
