import {join} from 'node:path';
import {root} from './setup/project.mjs';

/**
 * What is loaded together is one chunk: each module that is loaded costs as much of a start as a hundred functions do.
 * A module belongs to the first entry that needs it at once. Entries stay outside, for the program waits in its own
 * for the command it loads, and a command that imported what waits would never come.
 */
export const chunkGroups = [
  group('start', 'src/main.ts', 5),
  group('check', 'src/cli/commands/lint.ts', 4),
  group('execute', 'src/cli/commands/exec.ts', 3),
  group('go-on', 'src/cli/commands/resume.ts', 2),
  group('engine', 'src/cli/watch/watch-lines.ts', 1),
];

function group(name, entry, priority) {
  const path = join(root, entry);
  let needed;
  return {
    name: (id, graph) => {
      needed ??= neededAtOnce(path, graph);
      return id !== path && needed.has(id) ? name : null;
    },
    debugName: name,
    priority,
  };
}

/** Every module that is loaded when this one is, itself included. */
function neededAtOnce(path, graph) {
  const found = new Set([path]);
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
