import {appendFile, mkdir, readFile, realpath} from 'node:fs/promises';
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

/** The text of a file; `~` is the user's home, other paths count from `folder`. */
export async function readText(folder: string, file: string): Promise<Result<string, EvaluationFault>> {
  const path = file.startsWith('~/') ? resolve(homedir(), file.slice(2)) : resolve(folder, file);
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return fail({message: error instanceof Error ? error.message : String(error)});
  }
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way);
}
