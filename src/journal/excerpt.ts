import {closeSync, fstatSync, readSync} from 'node:fs';
import {join} from 'node:path';
import {openRegular} from './regular-file.ts';
import {ATTEMPT_FILES, latestAttemptFolder} from './run-folder.ts';

/** A file of output as far as it can be shown: all of it, or its beginning and its end. */
export interface Excerpt {
  readonly head: string;
  /** The end, where something between was left out. */
  readonly tail?: string;
  /** Bytes of the whole, and of what was left out. */
  readonly bytes: number;
  readonly leftOut: number;
}

/** What an attempt printed; what printed nothing is missing. */
export interface AttemptOutput {
  readonly stdout?: Excerpt;
  readonly stderr?: Excerpt;
}

/** What the effect `key` of the run in `folder` printed, `most` bytes of each of its outputs. */
export function outputExcerpts(folder: string, key: string, most: number): AttemptOutput {
  const attempt = latestAttemptFolder(folder, key);
  if (attempt === undefined) return {};
  const stdout = excerptOf(join(attempt, ATTEMPT_FILES.stdout), most);
  const stderr = excerptOf(join(attempt, ATTEMPT_FILES.stderr), most);
  return {...(stdout && {stdout}), ...(stderr && {stderr})};
}

/** At most `most` bytes of a file, cut where lines end: a third from its beginning. Undefined if there is nothing in it. */
export function excerptOf(file: string, most: number): Excerpt | undefined {
  const opened = openRegular(file);
  if (!opened.ok) return undefined;
  const {value: descriptor} = opened;
  try {
    const {size} = fstatSync(descriptor);
    if (size === 0) return undefined;
    if (size <= most) return {head: read(descriptor, 0, size).toString('utf8'), bytes: size, leftOut: 0};
    const head = upToLineEnd(read(descriptor, 0, Math.floor(most / 3)));
    const length = most - Math.floor(most / 3);
    const tail = fromLineBegin(read(descriptor, size - length, length));
    const leftOut = size - head.length - tail.length;
    return {head: head.toString('utf8'), tail: tail.toString('utf8'), bytes: size, leftOut};
  } finally {
    closeSync(descriptor);
  }
}

function read(descriptor: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
}

/** Without the line that was cut; a line that is longer than all is cut between characters. */
function upToLineEnd(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(0x0a);
  if (end !== -1) return bytes.subarray(0, end + 1);
  let whole = bytes.length;
  while (whole > 0 && bytes.length - whole < 4 && !beginsCharacter(bytes[whole])) whole -= 1;
  return bytes.subarray(0, whole);
}

function fromLineBegin(bytes: Buffer): Buffer {
  const begin = bytes.indexOf(0x0a);
  if (begin !== -1 && begin < bytes.length - 1) return bytes.subarray(begin + 1);
  let first = 0;
  while (first < 4 && !beginsCharacter(bytes[first])) first += 1;
  return bytes.subarray(first);
}

/** Whether a character of UTF-8 begins with this byte; the end of the bytes is no beginning. */
function beginsCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) !== 0x80;
}
