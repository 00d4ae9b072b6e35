import {constants, existsSync} from 'node:fs';
import {mkdir, open, realpath} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, relative, resolve} from 'node:path';
import {fail, ok, type Result} from '../../../base/result.ts';
import {systemMessage} from '../../../base/system-message.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import {readGiven} from './given-file.ts';

/** Appends `text` and a newline to a file below `folder`, making it; a path that leads out of the folder is refused. */
export async function appendBelow(folder: string, file: string, text: string): Promise<Result<null, EvaluationFault>> {
  const path = resolve(folder, file);
  if (isOutside(folder, path)) return fail({message: `"${file}" is not below the working directory ${folder}`});
  try {
    if (isOutside(await realpath(folder), await realpath(nearestFolder(path)))) {
      return fail({message: `"${file}" leads out of the working directory ${folder}`});
    }
    await mkdir(dirname(path), {recursive: true});
    const handle = await open(path, APPEND);
    await handle.appendFile(text.endsWith('\n') ? text : `${text}\n`).finally(() => handle.close());
    return ok(null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') {
      return fail({message: `"${file}" is a symbolic link, which is not followed`});
    }
    return fail({message: systemMessage(error)});
  }
}

/** A link in the place of the file is not followed: it may lead out. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/** The folder nearest to `path` that is there. */
function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) ? folder : nearestFolder(folder);
}

/** Bytes. */
const LONGEST = 1 << 20;

/** The text of a file of at most 1 MiB, on a disk or given to this process to read from; `~` is the user's home, other paths count from `folder`. */
export function readText(folder: string, file: string): Result<string, EvaluationFault> {
  const path = file.startsWith('~/') ? resolve(homedir(), file.slice(2)) : resolve(folder, file);
  const read = readGiven(path, LONGEST);
  if (!read.ok) return fail({message: `"${file}" cannot be read: ${read.error}`});
  const {bytes, size} = read.value;
  return size > LONGEST ? fail({message: `"${file}" is longer than 1 MiB`}) : ok(bytes.toString('utf8'));
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way);
}
