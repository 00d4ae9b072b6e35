import {chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {rolldown} from 'rolldown';
import {bundledLibraries} from './bundled-libraries.mjs';
import {chunkGroups} from './chunk-groups.mjs';
import {hashOfSources} from './setup/dist.mjs';
import {root} from './setup/project.mjs';

const dist = join(root, 'dist');
const dayMs = 24 * 60 * 60 * 1000;
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

await buildDist().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

/** Chunks first, the starter last and each by renaming: a program that starts meanwhile finds a whole one. */
async function buildDist() {
  const [program, starter] = await Promise.all([bundleProgram(), bundleStarter()]);
  const files = [...program, ...starter].map(({fileName, code}) => ({path: join(dist, fileName), code}));
  const inChunks = ({path}) => dirname(path) !== dist;
  for (const file of [...files.filter(inChunks), ...files.filter((file) => !inChunks(file))]) replace(file);
  chmodSync(join(dist, 'main.js'), 0o755);
  writeFileSync(join(dist, 'meta.json'), JSON.stringify(program.map(describe)));
  removeStale(new Set(files.map(({path}) => path)));
}

/** The whole program with its libraries; what is imported lazily stays in files of its own. */
function bundleProgram() {
  return bundle({
    input: {cli: join(root, 'src/main.ts')},
    transform: {
      target: 'node22',
      jsx: 'react-jsx',
      define: {
        'process.env.NODE_ENV': '"production"',
        'process.env.DEV': '"false"',
        'process.env.RUNBOOK_VERSION': JSON.stringify(version),
        'process.env.RUNBOOK_BUILD': JSON.stringify(hashOfSources()),
      },
    },
    plugins: [bundledLibraries],
    output: {codeSplitting: {groups: chunkGroups}},
  });
}

/** Parsed by whatever Node the machine has, so it is lowered to what old ones understand. */
function bundleStarter() {
  return bundle({
    input: {main: join(root, '.config/starter.mjs')},
    external: ['./cli.js'],
    transform: {target: 'node14.18', define: {VERSION: JSON.stringify(version)}},
    output: {banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : '')},
  });
}

async function bundle({output, ...input}) {
  const bundler = await rolldown({...input, cwd: root, platform: 'node', checks: {pluginTimings: false}});
  try {
    const generated = await bundler.generate({
      ...output,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      // Names are kept: what a bug report shows of the stack should mean something.
      minify: {compress: true, mangle: false, codegen: {removeWhitespace: true}},
      comments: false,
    });
    return generated.output;
  } finally {
    await bundler.close();
  }
}

/** What the tests of the bundle look at. */
function describe({fileName, facadeModuleId, imports, dynamicImports, moduleIds}) {
  const inProject = (path) => relative(root, path);
  return {
    file: fileName,
    ...(facadeModuleId && {entry: inProject(facadeModuleId)}),
    imports,
    dynamicImports,
    modules: moduleIds.map(inProject),
  };
}

function replace({path, code}) {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(`${path}.new`, code);
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
