// Writes every generated file of the project anew: each `generate-*` script beside this one, in the order of their names.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {runInForeground} from './setup/foreground.mjs';
import {root} from './setup/project.mjs';

const folder = join(root, '.config');
const generators = readdirSync(folder)
  .filter((name) => /^generate-.+\.(mjs|ts)$/.test(name))
  .sort();
for (const name of generators) {
  console.log(`${name} …`);
  const status = await runInForeground(process.execPath, [join(folder, name)], {cwd: root});
  if (status !== 0) process.exit(status);
}
