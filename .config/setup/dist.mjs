import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {binFolder, ownNode, projectEnvironment, root} from './project.mjs';
import {Stop} from './stop.mjs';

const stampFile = join(root, 'dist', '.built-from');
const target = '../../dist/main.js';

/** Builds `dist/` unless it was built from exactly these sources, and links `runbook` into `node_modules/.bin`. */
export function ensureBuilt({force = false} = {}) {
  const sources = hashOfSources();
  if (force || !isBuiltFrom(sources)) {
    const built = spawnSync(ownNode, [join(root, '.config', 'build.mjs')], {
      cwd: root,
      env: projectEnvironment(),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (built.status !== 0) throw new Stop('The build failed: the messages above say where.');
    writeFileSync(stampFile, sources);
  }
  linkProgram();
}

function isBuiltFrom(sources) {
  return (
    existsSync(join(root, 'dist', 'main.js')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources
  );
}

/** What stands for all that the program is built from. */
export function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of sourceFiles()) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function sourceFiles() {
  const folders = ['src', '.config', 'schema'].filter((folder) => existsSync(join(root, folder)));
  return ['package.json', 'package-lock.json', 'tsconfig.json', ...folders.flatMap(filesBelow)].sort();
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), {withFileTypes: true}).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** npm links the programs of dependencies but not the project's own, and `npx runbook` looks for it there. */
function linkProgram() {
  const link = join(binFolder, 'runbook');
  if (lstatSync(link, {throwIfNoEntry: false})?.isSymbolicLink() && readlinkSync(link) === target) return;
  mkdirSync(binFolder, {recursive: true});
  rmSync(link, {force: true});
  symlinkSync(target, link);
}
