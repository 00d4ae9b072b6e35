import {randomBytes} from 'node:crypto';
import {constants} from 'node:fs';
import {chmod, link, mkdir, open, readdir, rm, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fail, ok, type Result} from '../../../base/result.ts';
import {systemMessage} from '../../../base/system-message.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {LockWorld} from '../../../kinds/locks/contract.ts';

/** Milliseconds that one call of git may take. */
const GIT_TIMEOUT = 60_000;

/** The real world of locks; git runs in `cwd`, paths count from there, and variables that secrets come from are left out. */
export function lockWorld(cwd: string, environment: Readonly<Record<string, string | undefined>>): LockWorld {
  const at = (path: string) => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(cwd, path));
  return {
    git: (words, input) => git(words, {cwd, environment, ...(input !== undefined && {input})}),
    list: (folder) => tried(() => readdir(at(folder)), []),
    readFile: (path) => tried(() => readShort(at(path))),
    create: (path, text) => tried(() => createOnce(at(path), text)),
    remove: (path) => rm(at(path), {force: true}).catch(() => {}),
  };
}

/**
 * By a link, which is made or not made as one, also on file systems of other machines; and with its text from the first.
 * Whoever may write to the folder that is shared may take and read the locks in it, whatever the umask of who was first.
 */
async function createOnce(path: string, text: string): Promise<boolean> {
  const folder = dirname(path);
  const made = await mkdir(folder, {recursive: true});
  const {mode} = await stat(dirname(folder));
  if (made !== undefined) await chmod(folder, mode & 0o7777);
  const draft = join(folder, `draft.${randomBytes(8).toString('hex')}`);
  try {
    const handle = await open(draft, 'wx');
    await handle
      .writeFile(text)
      .then(() => handle.chmod((mode & 0o444) | 0o200))
      .then(() => handle.sync())
      .finally(() => handle.close());
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // The answer to a link that was made may have been lost on the way, and the link tried again.
    return (await readShort(path)) === text;
  } finally {
    // A draft that stays harms nobody, and the lock may have been taken.
    await rm(draft, {force: true}).catch(() => {});
  }
}

/** Bytes that no file of a lock has. */
const LONGEST = 64 * 1024;

/** The text of a file of a lock; whoever shares the folder may have put there whatever they like. */
async function readShort(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error(`${path} is not a file on a disk`);
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(LONGEST + 1), 0, LONGEST + 1, 0);
    if (bytesRead > LONGEST) throw new Error(`${path} is longer than ${LONGEST / 1024} KiB`);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

interface GitCall {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
}

async function git(
  words: readonly string[],
  {cwd, environment, input}: GitCall,
): Promise<Result<string, EvaluationFault>> {
  const {execa} = await import('execa');
  const ran = await execa('git', words, {
    cwd,
    reject: false,
    timeout: GIT_TIMEOUT,
    stripFinalNewline: false,
    extendEnv: false,
    env: {...environment, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C'},
    ...(input === undefined ? {stdin: 'ignore'} : {input}),
  });
  if (!ran.failed) return ok(ran.stdout);
  if (ran.timedOut) return fail({message: `git ${words[0]} gave no answer within ${GIT_TIMEOUT / 1000} s`});
  const said = String(ran.stderr ?? '').trim();
  return fail({message: `git ${words[0]}: ${said === '' ? (ran.shortMessage ?? 'it failed') : said}`});
}

async function tried<T>(work: () => Promise<T>, missing?: T): Promise<Result<T, EvaluationFault>> {
  try {
    return ok(await work());
  } catch (error) {
    if (missing !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return ok(missing);
    return fail({message: systemMessage(error)});
  }
}
