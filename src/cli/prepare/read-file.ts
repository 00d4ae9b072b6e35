import {relative, resolve} from 'node:path';
import {fail, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import {tooManyCharacters} from '../../document/characters.ts';
import {documentLimits} from '../../document/limits.ts';
import {readPlainYaml} from '../../document/plain.ts';
import {readSource} from '../../document/read.ts';
import {readGiven} from '../../engine/local/io/given-file.ts';
import {IS_FOLDER} from '../../journal/regular-file.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {SourceFile} from '../../text/source-file.ts';

/** The text of the file at `path`, named as seen from `cwd`. Never more is read than a file may hold. */
export function readFile(path: string, cwd: string): Result<SourceFile, Diagnostic> {
  const name = shownName(path, cwd);
  const most = documentLimits().characters;
  const read = readGiven(path, most);
  if (!read.ok) {
    const message =
      read.error === IS_FOLDER ? `"${name}" is a folder; name a file in it` : `"${name}" cannot be read: ${read.error}`;
    return fail({rule: 'missing-file', severity: 'error', message});
  }
  const {bytes, size} = read.value;
  return size > most ? fail(tooManyCharacters(name, size, most)) : readSource(name, bytes);
}

/** How a file is named in messages: from `cwd` where it lies below it. */
export function shownName(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near === '' || near.startsWith('..') ? path : near;
}

/** What a YAML or JSON file that is no runbook holds. */
export function readPlainFile(path: string, cwd: string): Result<Value, readonly Diagnostic[]> {
  const source = readFile(resolve(cwd, path), cwd);
  return source.ok ? readPlainYaml(source.value) : fail([source.error]);
}
