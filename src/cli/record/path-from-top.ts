import {existsSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';

/**
 * Files are named from the working directory; services know them from the top of their repository, with `/` on every
 * system.
 */
export function pathFromTop(cwd: string): (name: string) => string {
  const top = topOf(cwd) ?? cwd;
  return (name) => relative(top, resolve(cwd, name)).split(sep).join('/');
}

function topOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : topOf(parent);
}
