import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {relative, resolve} from 'node:path';
import {fail, type Result} from '../../base/result.ts';
import {systemMessage} from '../../base/system-message.ts';
import type {Value} from '../../base/value.ts';
import {tooManyCharacters} from '../../document/characters.ts';
import {documentLimits} from '../../document/limits.ts';
import {readPlainYaml} from '../../document/plain.ts';
import {readSource} from '../../document/read.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {SourceFile} from '../../text/source-file.ts';

/** The text of the file at `path`, named as seen from `cwd`. Never more is read than a file may hold. */
export function readFile(path: string, cwd: string): Result<SourceFile, Diagnostic> {
  const name = shownName(path, cwd);
  try {
    const descriptor = openSync(path, 'r');
    try {
      const stats = fstatSync(descriptor);
      if (stats.isDirectory()) return fail(unreadable(`"${name}" is a folder; name a file in it`));
      if (stats.size > documentLimits().characters)
        return fail(tooManyCharacters(name, stats.size, documentLimits().characters));
      return readSource(name, readUpTo(descriptor, documentLimits().characters + 1));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return fail(unreadable(`"${name}" cannot be read: ${systemMessage(error)}`));
  }
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

/** Reads until the end, but no more than `limit`: a device or a pipe may have none. */
function readUpTo(descriptor: number, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < limit) {
    const piece = Buffer.alloc(Math.min(64 * 1024, limit - length));
    const read = readSync(descriptor, piece);
    if (read === 0) break;
    pieces.push(piece.subarray(0, read));
    length += read;
  }
  return Buffer.concat(pieces);
}

function unreadable(message: string): Diagnostic {
  return {rule: 'missing-file', severity: 'error', message};
}
