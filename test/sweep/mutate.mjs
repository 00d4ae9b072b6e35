// Preloaded into a program that runs from its sources: puts a deliberate fault into one of them as it is loaded.
import {registerHooks} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const {file, from, to} = JSON.parse(process.env.RUNBOOK_MUTANT ?? '{}');
delete process.env.RUNBOOK_MUTANT;
const target = pathToFileURL(join(import.meta.dirname, '..', '..', file)).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== target) return loaded;
    const source = String(loaded.source);
    if (source.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
    return {...loaded, source: source.replace(from, () => to)};
  },
});
