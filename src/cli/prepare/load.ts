import {lstatSync, realpathSync} from 'node:fs';
import {basename, dirname, isAbsolute, join, relative, resolve} from 'node:path';
import {didYouMean} from '../../base/did-you-mean.ts';
import {harmless} from '../../base/harmless.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import {withAlmanac} from '../../check/almanac.ts';
import {check} from '../../check/check.ts';
import {folderOf} from '../../engine/local/io/given-file.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {readFile} from './read-file.ts';
import {yamlFiles} from './yaml-files.ts';

/** A runbook that was found and checked. */
export interface Loaded {
  readonly runbook: Runbook;
  readonly warnings: readonly Diagnostic[];
  /** Absolute. */
  readonly path: string;
}

/**
 * Finds a runbook by file name: as it is, then in `runbooks/`, each with and without `.yaml`.
 * The error says where it was looked for.
 */
export function findRunbook(name: string, cwd: string): Result<string, string> {
  const bare = basename(name) === name;
  const places = bare ? [name, join('runbooks', name)] : [name];
  const candidates = places.flatMap((place) => [place, `${place}.yaml`]);
  const found = candidates.find((candidate) => isThere(resolve(cwd, candidate)));
  if (found !== undefined) return ok(resolve(cwd, found));
  const near = yamlFiles([...new Set(places.map((place) => resolve(cwd, dirname(place))))]);
  const names = near.map((file) => harmless(basename(file, '.yaml')));
  return fail(
    `there is no runbook "${name}"${bare ? ' here or in runbooks/' : ''}${hint(basename(name, '.yaml'), names)}`,
  );
}

/** Also a link that leads nowhere, or to itself: it was meant, and why it cannot be read is said when it is. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, {throwIfNoEntry: false}) !== undefined;
  } catch {
    return false;
  }
}

function hint(name: string, names: readonly string[]): string {
  const meant = didYouMean(name, names);
  if (meant !== undefined) return `; did you mean "${meant}.yaml"?`;
  if (names.length === 0) return '; give its path';
  return `; there are ${names
    .slice(0, 5)
    .map((each) => `${each}.yaml`)
    .join(', ')}${names.length > 5 ? ' …' : ''}`;
}

/** Reads and checks the runbook at `path`; nothing of it is executed. */
export async function loadRunbook(path: string, cwd: string): Promise<Result<Loaded, readonly Diagnostic[]>> {
  const file = readFile(path, cwd);
  if (!file.ok) return fail([file.error]);
  const folder = folderOf(path, cwd);
  const outside = process.env.RUNBOOK_FILES === 'anywhere';
  const read = (used: string) => {
    const at = resolve(folder, used);
    if (!outside && leadsOut(folder, at)) return fail(OUTSIDE);
    const source = readFile(at, cwd);
    return source.ok ? source : fail(source.error.message);
  };
  const checked = check({file: file.value, read, outside});
  if (!checked.ok) return checked;
  const runbook = await withAlmanac(checked.value.runbook, read);
  return runbook.ok ? ok({runbook: runbook.value, warnings: checked.value.warnings, path}) : runbook;
}

const OUTSIDE = 'it leads out of the folder of the runbook; RUNBOOK_FILES=anywhere allows that';

/** Also by a symbolic link. What is not there leads nowhere. */
function leadsOut(folder: string, path: string): boolean {
  try {
    const way = relative(realpathSync(folder), realpathSync(path));
    return way.startsWith('..') || isAbsolute(way);
  } catch {
    return false;
  }
}
