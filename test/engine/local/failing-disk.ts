import fs from 'node:fs';
import promises, {type FileHandle} from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';

/** A disk below a folder of which one use fails. */
export interface FailingDisk {
  /** How often it was used so far. */
  readonly uses: () => number;
  /** What the use that failed was, if it has come. */
  readonly failed: () => string | undefined;
  readonly mend: () => void;
}

/** Functions that change what is on a disk, as the engine uses them; the first argument, or the second of a link, is where. */
const CHANGES = [
  ...['writeFileSync', 'appendFileSync', 'openSync', 'mkdirSync', 'mkdtempSync', 'writeSync', 'fsyncSync'],
  ...['fdatasyncSync', 'ftruncateSync', 'truncateSync', 'renameSync', 'linkSync', 'rmSync', 'unlinkSync', 'chmodSync'],
];

const PROMISED = ['open', 'mkdir', 'link', 'rm', 'chmod', 'rename', 'writeFile', 'appendFile'];

const OF_HANDLES = ['writeFile', 'appendFile', 'write', 'sync', 'datasync', 'truncate', 'chmod'];

const MESSAGES: Readonly<Record<string, string>> = {ENOSPC: 'no space left on device', EIO: 'i/o error'};

type Call = (...words: readonly unknown[]) => unknown;
type Module = Record<string, Call>;

interface Broken {
  readonly folder: string;
  readonly use: (name: string) => void;
  readonly descriptors: Set<unknown>;
}

const disks = new Set<Broken>();
const originals = new Map<Module, ReadonlyMap<string, Call>>();

/** Makes the `n`-th use of the disk below `folder` fail with `code`; several may fail beside each other. */
export function failingDisk(folder: string, {n, code}: {readonly n: number; readonly code: string}): FailingDisk {
  let uses = 0;
  let failed: string | undefined;
  const disk: Broken = {
    folder,
    descriptors: new Set(),
    use: (name) => {
      uses += 1;
      if (uses !== n) return;
      failed = name;
      throw Object.assign(new Error(`${code}: ${MESSAGES[code]}, ${name}`), {code, syscall: name});
    },
  };
  if (disks.size === 0) breakFunctions();
  disks.add(disk);
  return {
    uses: () => uses,
    failed: () => failed,
    mend: () => {
      if (disks.delete(disk) && disks.size === 0) mendFunctions();
    },
  };
}

function breakFunctions(): void {
  const sync = fs as unknown as Module;
  replace(sync, CHANGES, (name, original, words) => {
    const disk = diskAt(words[0]);
    if (disk === undefined) return original(...words);
    if (name !== 'openSync' || !onlyReads(words[1])) disk.use(name);
    const result = original(...words);
    if (name === 'openSync') disk.descriptors.add(result);
    return result;
  });
  replace(sync, ['closeSync'], (_, original, words) => {
    diskAt(words[0])?.descriptors.delete(words[0]);
    return original(...words);
  });
  replace(promises as unknown as Module, PROMISED, async (name, original, words) => {
    const disk = diskAt(words[0]);
    if (disk === undefined || (name === 'open' && onlyReads(words[1]))) return original(...words);
    disk.use(name);
    const result = await original(...words);
    return name === 'open' ? brokenHandle(result as FileHandle, disk) : result;
  });
  syncBuiltinESMExports();
}

function replace(
  module: Module,
  names: readonly string[],
  call: (name: string, original: Call, words: readonly unknown[]) => unknown,
) {
  const before = new Map(originals.get(module));
  for (const name of names) {
    const original = module[name] as Call;
    before.set(name, original);
    module[name] = (...words) => call(name, original, words);
  }
  originals.set(module, before);
}

function mendFunctions(): void {
  for (const [module, before] of originals) for (const [name, original] of before) module[name] = original;
  originals.clear();
  syncBuiltinESMExports();
}

function diskAt(where: unknown): Broken | undefined {
  for (const disk of disks) {
    if (typeof where === 'number' ? disk.descriptors.has(where) : String(where).startsWith(disk.folder)) return disk;
  }
  return undefined;
}

function onlyReads(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) === 0;
  return (flags ?? 'r') === 'r';
}

function brokenHandle(handle: FileHandle, disk: Broken): FileHandle {
  const own = handle as unknown as Module;
  for (const name of OF_HANDLES) {
    const original = own[name] as Call;
    own[name] = async (...words) => {
      disk.use(`handle.${name}`);
      return original.apply(handle, [...words]);
    };
  }
  return handle;
}
