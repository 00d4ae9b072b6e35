import {isBuiltin} from 'node:module';
import {transformSync} from 'esbuild';
import {resolveImport, type SourceModule} from './source-graph.ts';

/** What the rules below hold the source to. */
export interface RoomTable {
  /** The level of each folder, and of the files that lie directly in `src/`. */
  readonly levels: Readonly<Record<string, number>>;
  /** Folders without built-ins of Node, clock, randomness, timers and network. */
  readonly pure: readonly string[];
  /** Where `console`, `process`, the clock and randomness may be used. */
  readonly ambient: readonly string[];
  /** The folders in which each library may be imported. */
  readonly libraries: Readonly<Record<string, readonly string[]>>;
}

/** The folder below `src/`, or the file's own name where it lies directly there. */
export function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Imports that point up or sideways. */
export function levelViolations(module: SourceModule, {levels}: RoomTable): readonly string[] {
  const room = roomOf(module.path);
  const level = levels[room];
  if (level === undefined) return [`${module.path}: the folder "${room}" has no level`];
  return module.imports.flatMap(({specifier, line}) => {
    const target = resolveImport(module.path, specifier);
    const targetRoom = roomOf(target ?? module.path);
    if (targetRoom === room || (levels[targetRoom] ?? Number.POSITIVE_INFINITY) < level) return [];
    return [`${module.path}:${line} (level ${level}) imports ${target} (level ${levels[targetRoom]})`];
  });
}

/** Libraries outside their room, libraries nobody gave a room, and built-ins of Node in a pure folder. */
export function libraryViolations(module: SourceModule, {libraries, pure}: RoomTable): readonly string[] {
  return module.imports.flatMap(({specifier, line}) => {
    if (specifier.startsWith('.')) return [];
    const at = `${module.path}:${line} imports ${specifier}`;
    if (isBuiltin(specifier)) return isIn(module.path, pure) ? [`${at} in a pure folder`] : [];
    const rooms = libraries[packageOf(specifier)];
    if (!rooms) return [`${at}, which has no room`];
    return isIn(module.path, rooms) ? [] : [`${at}, which belongs to ${rooms.join(', ')}`];
  });
}

/** The world used directly where it has to come in as an argument. */
export function ambientViolations(module: SourceModule, table: RoomTable): readonly string[] {
  const allowed = new Set([
    ...(isIn(module.path, table.ambient) ? ambientNames : []),
    ...(isIn(module.path, table.pure) ? [] : impureNames),
    ...(module.path === 'main.ts' ? ['process.exit'] : []),
  ]);
  return usedGlobals(module)
    .filter((name) => !allowed.has(name))
    .map((name) => `${module.path} uses ${name}`);
}

const ambientNames = ['console', 'process', 'Date.now', 'Math.random', 'new Date()', 'Date()'];
const impureNames = ['crypto', 'fetch', 'performance', 'setImmediate', 'setInterval', 'setTimeout'];
const tracked = ['console', 'process.exit', 'process', 'Date.now', 'Date', 'Math.random', ...impureNames];

/** esbuild's `define` knows scopes, so a parameter called `process` and a word in a comment are not mistaken for it. */
function usedGlobals({path, text}: SourceModule): readonly string[] {
  const marker = (name: string): string => `$global_${name.replace('.', '_')}`;
  const {code} = transformSync(text, {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'automatic',
    define: Object.fromEntries(tracked.map((name) => [name, marker(name)])),
  });
  const uses = (name: string): boolean => new RegExp(`\\${marker(name)}\\b(?!_)`).test(code);
  const clock = [
    ...(/\bnew \$global_Date\(\)/.test(code) ? ['new Date()'] : []),
    ...(/(?<!new )\$global_Date\(/.test(code) ? ['Date()'] : []),
  ];
  return [...tracked.filter((name) => name !== 'Date' && uses(name)), ...clock];
}

function isIn(path: string, rooms: readonly string[]): boolean {
  return rooms.some((room) => path === room || path.startsWith(`${room}/`));
}

function packageOf(specifier: string): string {
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
