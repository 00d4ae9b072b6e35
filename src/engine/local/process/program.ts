import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, isAbsolute, join, resolve} from 'node:path';

/** Whether `program` can be run from `cwd` with this `PATH`: looked for as a shell would, before anything is started. */
export function canRun(program: string, cwd: string, path: string): boolean {
  if (program.includes('/')) return isProgram(resolve(cwd, program));
  const known = `${path}\0${program}`;
  if (found.has(known)) return true;
  for (const folder of path.split(delimiter)) {
    const file = join(isAbsolute(folder) ? folder : resolve(cwd, folder), program);
    if (!isProgram(file)) continue;
    if (isAbsolute(folder)) found.add(known);
    return true;
  }
  return false;
}

const found = new Set<string>();

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether `folder` is a folder one can work in. */
export function isFolder(folder: string): boolean {
  return statSync(folder, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
