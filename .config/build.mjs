import {chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {build} from 'esbuild';
import {bundledLibraries} from './bundled-libraries.mjs';
import {root} from './setup/project.mjs';

const dist = join(root, 'dist');
const dayMs = 24 * 60 * 60 * 1000;
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const common = {
  bundle: true,
  write: false,
  outdir: dist,
  absWorkingDir: root,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
};

// esbuild has printed by then what is wrong and where.
await buildDist().catch((error) => fail(error));

/** Chunks first, the starter last and each by renaming: a program that starts meanwhile finds a whole one. */
async function buildDist() {
  const [program, starter] = await Promise.all([bundleProgram(), bundleStarter()]);
  const files = [...program.outputFiles, ...starter.outputFiles];
  const inChunks = ({path}) => dirname(path) !== dist;
  for (const file of [...files.filter(inChunks), ...files.filter((file) => !inChunks(file))]) replace(file);
  chmodSync(join(dist, 'main.js'), 0o755);
  writeFileSync(join(dist, 'meta.json'), JSON.stringify(program.metafile));
  removeStale(new Set(files.map(({path}) => path)));
}

/** The whole program with its libraries; what is imported lazily stays in files of its own. */
function bundleProgram() {
  return build({
    ...common,
    entryPoints: {cli: join(root, 'src/main.ts')},
    target: 'node22',
    metafile: true,
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      'process.env.RUNBOOK_VERSION': JSON.stringify(version),
    },
    // Bundled CommonJS calls `require` for Node's own modules.
    banner: {
      js: "import {createRequire as $createRequire} from 'node:module';const require=$createRequire(import.meta.url);",
    },
    plugins: [bundledLibraries],
  });
}

/** Parsed by whatever Node the machine has, so it is lowered to what old ones understand. */
function bundleStarter() {
  return build({
    ...common,
    entryPoints: {main: join(root, '.config/starter.mjs')},
    target: 'node14.18',
    external: ['./cli.js'],
    define: {VERSION: JSON.stringify(version)},
    banner: {js: '#!/usr/bin/env node'},
  });
}

function replace({path, contents}) {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}

/** A run in the background may still load a chunk of the build it was started from: those stay for a day. */
function removeStale(current) {
  rmSync(join(dist, '.compile-cache'), {recursive: true, force: true});
  for (const name of readdirSync(join(dist, 'chunks'))) {
    const path = join(dist, 'chunks', name);
    if (!current.has(path) && Date.now() - statSync(path).mtimeMs > dayMs) rmSync(path);
  }
}

function fail(error) {
  if (!error.errors) throw error;
  process.exitCode = 1;
}
