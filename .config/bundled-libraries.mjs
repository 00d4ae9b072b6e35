import {join} from 'node:path';
import {root} from './setup/project.mjs';

const packages = join(root, 'node_modules');

/** What is bundled in the place of a package, and why. */
const replacements = {
  // The package's own entry reads files for `require('x.hbs')`; its ES sources are the same library without that.
  handlebars: `export {default} from ${JSON.stringify(join(packages, 'handlebars/lib/handlebars.js'))};`,
  // Handlebars builds source maps with it if it is there, which nobody reads.
  'source-map': 'export {};',
  // Ink loads it for its debugger alone, which the bundle never opens.
  'react-devtools-core': 'export default {};',
};

/** Keeps what no user needs out of the bundle. */
export const bundledLibraries = {
  name: 'bundled-libraries',
  setup(build) {
    const names = new RegExp(`^(${Object.keys(replacements).join('|')})$`);
    build.onResolve({filter: names}, ({path}) => ({path, namespace: 'replacement'}));
    build.onLoad({filter: /.*/, namespace: 'replacement'}, ({path}) => ({
      contents: replacements[path],
      resolveDir: packages,
    }));
  },
};
