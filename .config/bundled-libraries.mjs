import {join} from 'node:path';
import {root} from './setup/project.mjs';

const packages = join(root, 'node_modules');
const prefix = '\0bundled:';

/** What is bundled in the place of a package, and why. */
const replacements = {
  // Node is given CommonJS, each file of it a function to call; the same library as ES modules is one flat piece.
  yaml: `export * from ${quoted('yaml/browser/dist/index.js')};`,
  // The grammar of expressions is all that is used: the functions it registers otherwise are a tenth of a start.
  '@marcbachmann/cel-js/evaluator': `export {Environment} from ${JSON.stringify(join(root, '.config/cel-parser.mjs'))};`,
  // Ink loads it for its debugger alone, which the bundle never opens.
  'react-devtools-core': 'export default {};',
};

/** Keeps what no user needs out of the bundle. */
export const bundledLibraries = {
  name: 'bundled-libraries',
  resolveId: (name) => (Object.hasOwn(replacements, name) ? `${prefix}${name}` : null),
  load: (id) => (id.startsWith(prefix) ? replacements[id.slice(prefix.length)] : null),
};

function quoted(file) {
  return JSON.stringify(join(packages, file));
}
