import {closeSync, fstatSync} from 'node:fs';
import {dirname} from 'node:path';
import {fail, ok, type Result} from '../../../base/result.ts';
import {systemMessage} from '../../../base/system-message.ts';
import {openRegular, readUpTo} from '../../../journal/regular-file.ts';

/** What was read of a file that a person names. */
export interface GivenFile {
  /** All of it; one byte more than may be read where it is longer. */
  readonly bytes: Buffer;
  /** Bytes of the whole, as far as that is known. */
  readonly size: number;
}

/**
 * Reads a file that a person names, and never much more than `most` bytes. It has to lie on a disk: nothing is waited for
 * that nobody may ever write, and nothing read that never ends. What this process was given to read from (standard input,
 * `/dev/fd/N`, and so what a shell writes for `<(command)`) is read as it comes. The error says why it cannot be read.
 */
export function readGiven(path: string, most: number): Result<GivenFile, string> {
  const given = descriptorIn(path);
  try {
    if (given !== undefined) return ok(read(given, most));
    const opened = openRegular(path);
    if (!opened.ok) return opened;
    try {
      return ok(read(opened.value, most));
    } finally {
      closeSync(opened.value);
    }
  } catch (error) {
    return fail(systemMessage(error));
  }
}

/** The folder from which paths in a file count: its own, and `cwd` where it comes through a pipe and is in none. */
export function folderOf(path: string, cwd: string): string {
  return descriptorIn(path) === undefined ? dirname(path) : cwd;
}

function descriptorIn(path: string): number | undefined {
  if (path === '/dev/stdin') return 0;
  const [, number] = /^\/(?:dev\/fd|proc\/self\/fd)\/(\d{1,9})$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

function read(descriptor: number, most: number): GivenFile {
  const {size} = fstatSync(descriptor);
  if (size > most) return {bytes: Buffer.alloc(0), size};
  const bytes = readUpTo(descriptor, most + 1);
  return {bytes, size: bytes.length};
}
