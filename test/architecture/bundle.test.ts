import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What must be loaded by nobody who does not use it. */
const loadedOnlyWhenUsed = ['ink', 'react', 'react-dom', 'd3-scale', 'd3-shape', 'execa', 'date-holidays'];

describe('the built program', () => {
  it('says its version', () => {
    const {version} = JSON.parse(read('package.json')) as {version: string};
    const {stdout, status} = spawnSync(process.execPath, [join(root, 'dist/main.js'), '--version'], {encoding: 'utf8'});
    expect({stdout, status}).toEqual({stdout: `runbook ${version}\n`, status: 0});
  });

  it('refuses a Node that is too old in one line, with what to do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runbook-old-node-'));
    try {
      // A program that was installed alone, without the project's own Node beside it.
      copyFileSync(join(root, 'dist/main.js'), join(folder, 'main.mjs'));
      const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.9.0"}})';
      const args = ['--import', old, join(folder, 'main.mjs'), 'runs'];
      const {stdout, stderr, status} = spawnSync(process.execPath, args, {encoding: 'utf8'});
      expect({stdout, status}).toEqual({stdout: '', status: 2});
      expect(stderr).toMatch(/^runbook needs Node 22 or newer and this is 20\.9\.0: install it from .+\n$/);
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });

  it.each(['src/main.ts', 'src/cli/commands/lint.ts'])('loads nothing heavy for %s', (entry) => {
    const packages = packagesIn(loadedFor(entry));
    expect(loadedOnlyWhenUsed.filter((name) => packages.has(name))).toEqual([]);
  });

  it('knows commands by their names alone until one is called', () => {
    const modules = loadedFor('src/main.ts').flatMap((chunk) => chunk.modules);
    expect(packagesIn(loadedFor('src/main.ts'))).toEqual(new Set());
    expect(modules.filter((path) => !/^src\/(?:main\.ts|base\/|cli\/)/.test(path) && path.startsWith('src/'))).toEqual(
      [],
    );
  });

  it.each([
    ['src/cli/commands/lint.ts', 5],
    ['src/cli/commands/exec.ts', 8],
    ['src/cli/commands/resume.ts', 8],
    ['src/cli/watch/watch-lines.ts', 10],
  ])('loads %s in few pieces', (entry, most) => {
    expect(loadedFor(entry).length).toBeLessThanOrEqual(most);
  });
});

interface Chunk {
  readonly file: string;
  readonly entry?: string;
  readonly imports: readonly string[];
  readonly modules: readonly string[];
}

/** Every chunk that is loaded at once when the entry is. */
function loadedFor(entry: string): readonly Chunk[] {
  const chunks = metafile();
  const start = chunks.filter((chunk) => chunk.entry === entry);
  expect(start, `a chunk for ${entry}`).toHaveLength(1);
  const loaded = new Set(start);
  for (const {imports} of loaded) for (const chunk of chunks) if (imports.includes(chunk.file)) loaded.add(chunk);
  return [...loaded];
}

function packagesIn(chunks: readonly Chunk[]): ReadonlySet<string> {
  const modules = chunks.flatMap((chunk) => chunk.modules);
  return new Set(modules.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
}

function metafile(): readonly Chunk[] {
  expect(existsSync(join(root, 'dist/meta.json')), 'the program is built: npm run build').toBe(true);
  return JSON.parse(read('dist/meta.json')) as readonly Chunk[];
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
