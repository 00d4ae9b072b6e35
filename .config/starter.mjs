// Becomes dist/main.js: the one file of the program that any Node can parse. It answers for the version itself.
import {existsSync} from 'node:fs';
import module from 'node:module';
import {fileURLToPath} from 'node:url';

const oldestNode = 22;
const args = process.argv.slice(2);

if (args.length === 1 && args[0] === '--version') console.log(`runbook ${VERSION}`);
else if (Number.parseInt(process.versions.node, 10) >= oldestNode) start();
else startWithOtherNode();

function start() {
  if (module.enableCompileCache) module.enableCompileCache(fileURLToPath(new URL('.compile-cache', import.meta.url)));
  import('./cli.js');
}

/** A clone of the project brings its own Node. */
function startWithOtherNode() {
  const ownNode = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  if (!existsSync(ownNode)) {
    console.error(
      `runbook needs Node ${oldestNode} or newer and this is ${process.versions.node}: install it from https://nodejs.org, or run \`npm run setup\` in a clone.`,
    );
    process.exitCode = 2;
    return;
  }
  import('./setup/foreground.mjs').then(({runInForeground}) =>
    runInForeground(ownNode, process.argv.slice(1)).then((status) => {
      process.exitCode = status;
    }),
  );
}
