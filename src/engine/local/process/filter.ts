import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {findSecretsSource} from './find-secrets.ts';
import {byteForms, createMasker} from './mask.ts';

/** The file of the attempt's folder that the filter makes when all output has passed. */
const FILTERED = 'filtered';

/** Made before the filter starts, so that a later engine knows of it. */
const HAS_FILTER = 'filter';

const WAIT_FOR_END = 2000;

const PROGRAM = `
const findSecrets = ${findSecretsSource()};
const createMasker = ${createMasker.toString()};
const fs = process.getBuiltinModule('node:fs');
const [, folder, ...streams] = process.argv;
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, () => {});
const forms = JSON.parse(fs.readFileSync(0, 'utf8'));
let open = streams.length;
for (const name of streams) {
  const file = fs.openSync(folder + '/' + name, 'a');
  const masker = createMasker(forms, findSecrets);
  const put = (piece, end) => {
    const {bytes} = masker.feed(piece, end);
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(file, bytes, at);
  };
  const pipe = folder + '/' + name + '.pipe';
  const input = fs.createReadStream(pipe, {highWaterMark: 65536});
  input.on('open', () => fs.unlinkSync(pipe));
  input.on('data', (piece) => put(piece, false));
  input.on('end', () => {
    put(new Uint8Array(0), true);
    open -= 1;
    if (open === 0) fs.writeFileSync(folder + '/${FILTERED}', '', {mode: 0o600});
  });
}
`;

/**
 * Starts a process that masks `forms` in what comes through the pipes of the attempt's folder and appends it to the
 * output files; it outlives the engine. It gets the secrets on its standard input.
 */
export function startFilter(folder: string, streams: readonly string[], forms: readonly string[]): ChildProcess {
  writeFileSync(join(folder, HAS_FILTER), '', {mode: 0o600});
  const pipes = streams.map((name) => join(folder, `${name}.pipe`));
  execFileSync('mkfifo', ['-m', '600', ...pipes], {env: {PATH: process.env.PATH}});
  const child = spawn(process.execPath, ['-e', PROGRAM, folder, ...streams], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.stdin?.end(JSON.stringify(byteForms(forms)));
  child.unref();
  return child;
}

/** Whether the output of the attempt passes a filter. */
export function hasFilter(folder: string): boolean {
  return existsSync(join(folder, HAS_FILTER));
}

/** Waits until all output has passed the filter, at most two seconds: a child in the background may hold it open. */
export async function filterEnded(folder: string): Promise<'ended' | 'open'> {
  for (let waited = 0; waited < WAIT_FOR_END; waited += 20) {
    if (existsSync(join(folder, FILTERED))) return 'ended';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'open';
}
