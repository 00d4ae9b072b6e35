import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where npm puts the programs of the project's packages, the project's own Node among them. */
export const binFolder = join(root, 'node_modules', '.bin');

/** The Node the project brings along. */
export const ownNode = join(binFolder, 'node');

/** The environment of everything the project starts: its own programs come first on PATH. */
export function projectEnvironment(extra = {}) {
  const path = [binFolder, process.env.PATH].filter(Boolean).join(':');
  return {...process.env, ...extra, PATH: path};
}
