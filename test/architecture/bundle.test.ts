import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Metafile} from 'esbuild';
import {describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What must be loaded by nobody who does not use it. */
const loadedOnlyWhenUsed = ['ink', 'react', 'execa', 'date-holidays'];

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
    const packages = packagesIn(filesLoadedFor(entry));
    expect(loadedOnlyWhenUsed.filter((name) => packages.has(name))).toEqual([]);
  });
});

/** The source files in every chunk that is loaded at once when the entry is. */
function filesLoadedFor(entry: string): readonly string[] {
  const {outputs} = metafile();
  const start = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry);
  expect(start, `a chunk for ${entry}`).toBeDefined();
  const chunks = new Set([start ?? '']);
  for (const chunk of chunks) {
    for (const {path, kind} of outputs[chunk]?.imports ?? []) if (kind === 'import-statement') chunks.add(path);
  }
  return [...chunks].flatMap((chunk) => Object.keys(outputs[chunk]?.inputs ?? {}));
}

function packagesIn(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
}

function metafile(): Metafile {
  expect(existsSync(join(root, 'dist/meta.json')), 'the program is built: npm run build').toBe(true);
  return JSON.parse(read('dist/meta.json')) as Metafile;
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
