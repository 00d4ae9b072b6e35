import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';
import {findSecretsSource} from './find-secrets.ts';
import {byteForms, createMasker} from './mask.ts';

/** The file of the attempt's folder that the filter makes when all output has passed. */
const FILTERED = 'filtered';

/** Made before the filter starts, so that a later engine knows of it. */
const HAS_FILTER = 'filter';

const WAIT_FOR_END = 2000;

/** Milliseconds between two looks of a filter whether its engine lives, until its command writes. */
const LOOK = 500;

/** Far longer than a command that was started needs to say so. */
const PATIENCE = 30_000;

const PROGRAM = `
const findSecrets = ${findSecretsSource()};
const createMasker = ${createMasker.toString()};
const fs = process.getBuiltinModule('node:fs');
const [, folder, engine, patience, ...streams] = process.argv;
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, () => {});
const forms = JSON.parse(fs.readFileSync(0, 'utf8'));
let open = streams.length;
let unopened = streams.length;
const looking = setInterval(() => {
  if (process.ppid === Number(engine)) return;
  clearInterval(looking);
  setTimeout(() => {
    const begun = unopened === 0 || fs.existsSync(folder + '/${ATTEMPT_FILES.started}');
    if (!begun) process.kill(process.pid, 'SIGKILL');
  }, Number(patience)).unref();
}, ${LOOK});
looking.unref();
for (const name of streams) {
  const file = fs.openSync(folder + '/' + name, 'a');
  const masker = createMasker(forms, findSecrets);
  const put = (piece, end) => {
    const {bytes} = masker.feed(piece, end);
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(file, bytes, at);
  };
  const pipe = folder + '/' + name + '.pipe';
  const input = fs.createReadStream(pipe, {highWaterMark: 65536});
  input.on('open', () => {
    fs.unlinkSync(pipe);
    unopened -= 1;
    if (unopened === 0) clearInterval(looking);
  });
  input.on('data', (piece) => put(piece, false));
  input.on('end', () => {
    put(new Uint8Array(0), true);
    open -= 1;
    if (open === 0) fs.writeFileSync(folder + '/${FILTERED}', '', {mode: 0o600});
  });
}
`;

/** What passes a filter. */
interface Filtering {
  /** Names of output files, to each of which a pipe leads. */
  readonly streams: readonly string[];
  readonly forms: readonly string[];
  readonly patience?: number;
}

/**
 * Starts a process that masks `forms` in what comes through the pipes of the attempt's folder and appends it to the
 * output files; it outlives the engine. It gets the secrets on its standard input. Where the engine dies before anything
 * was begun that would write into the pipes, it ends after `patience` milliseconds.
 */
export function startFilter(folder: string, {streams, forms, patience = PATIENCE}: Filtering): ChildProcess {
  writeFileSync(join(folder, HAS_FILTER), '', {mode: 0o600});
  const pipes = streams.map((name) => join(folder, `${name}.pipe`));
  execFileSync('mkfifo', ['-m', '600', ...pipes], {env: {PATH: process.env.PATH}});
  const child = spawn(process.execPath, ['-e', PROGRAM, folder, String(process.pid), String(patience), ...streams], {
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
