import {createReadStream} from 'node:fs';
import {appendFile, mkdir, realpath} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, relative, resolve} from 'node:path';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';

/** Appends `text` and a newline to a file below `folder`, making it; a path that leads out of the folder is refused. */
export async function appendBelow(folder: string, file: string, text: string): Promise<Result<null, EvaluationFault>> {
  const path = resolve(folder, file);
  if (isOutside(folder, path)) return fail({message: `"${file}" is not below the working directory ${folder}`});
  try {
    await mkdir(dirname(path), {recursive: true});
    if (isOutside(await realpath(folder), await realpath(dirname(path)))) {
      return fail({message: `"${file}" leads out of the working directory ${folder}`});
    }
    await appendFile(path, text.endsWith('\n') ? text : `${text}\n`);
    return ok(null);
  } catch (error) {
    return fail({message: error instanceof Error ? error.message : String(error)});
  }
}

/** Bytes; a device or a pipe that never ends is given up there. */
const LONGEST = 1 << 20;

/** The text of a file of at most 1 MiB; `~` is the user's home, other paths count from `folder`. */
export async function readText(folder: string, file: string): Promise<Result<string, EvaluationFault>> {
  const path = file.startsWith('~/') ? resolve(homedir(), file.slice(2)) : resolve(folder, file);
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of createReadStream(path)) {
      pieces.push(piece as Buffer);
      length += (piece as Buffer).length;
      if (length > LONGEST) return fail({message: `"${file}" is longer than 1 MiB`});
    }
    return ok(Buffer.concat(pieces).toString('utf8'));
  } catch (error) {
    return fail({message: error instanceof Error ? error.message : String(error)});
  }
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way);
}
