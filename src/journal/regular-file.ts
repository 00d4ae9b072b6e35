import {closeSync, constants, fstatSync, openSync, readSync, type Stats} from 'node:fs';
import {sizeText} from '../base/limits.ts';
import {fail, ok, type Result} from '../base/result.ts';
import {systemMessage} from '../base/system-message.ts';

/** Bytes that no file of a run but its outputs has: what is longer is none of ours. */
export const LONGEST_KEPT = 1 << 28;

/** Neither waits for whoever writes into a pipe nor becomes the terminal of this process. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Opens a file that lies on a disk. What has no end, or no beginning until somebody writes into it, is not opened: the
 * error says what it is. It is looked at once it is open, so that nothing else can take its place meanwhile.
 */
export function openRegular(path: string): Result<number, string> {
  let descriptor: number;
  try {
    descriptor = openSync(path, FLAGS);
  } catch (error) {
    return fail((error as NodeJS.ErrnoException).code === 'ENXIO' ? NO_FILE.socket : systemMessage(error));
  }
  const other = otherThanFile(fstatSync(descriptor));
  if (other === undefined) return ok(descriptor);
  closeSync(descriptor);
  return fail(other);
}

/** All that a file on a disk holds, if that is at most `most` bytes. */
export function readRegular(path: string, most: number = LONGEST_KEPT): Result<Buffer, string> {
  const opened = openRegular(path);
  if (!opened.ok) return opened;
  try {
    if (fstatSync(opened.value).size > most) return fail(tooLong(most));
    const bytes = readUpTo(opened.value, most + 1);
    return bytes.length > most ? fail(tooLong(most)) : ok(bytes);
  } catch (error) {
    return fail(systemMessage(error));
  } finally {
    closeSync(opened.value);
  }
}

/** Reads until the end, but no more than `most` bytes; waits for what comes through a pipe. */
export function readUpTo(descriptor: number, most: number): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const piece = Buffer.allocUnsafe(Math.min(64 * 1024, most - length));
    const read = readSome(descriptor, piece);
    if (read === 0) break;
    pieces.push(piece.subarray(0, read));
    length += read;
  }
  return Buffer.concat(pieces);
}

/** Milliseconds between two looks at a pipe that does not let its reader wait. */
const LOOK = 5;

function readSome(descriptor: number, piece: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK);
    }
  }
}

/** What is said of a folder that is in the place of a file. */
export const IS_FOLDER = 'it is a folder';

const NO_FILE = {
  pipe: 'it is a pipe, not a file on a disk',
  socket: 'it is a socket, not a file on a disk',
  device: 'it is a device, not a file on a disk',
} as const;

function otherThanFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return IS_FOLDER;
  if (stats.isFIFO()) return NO_FILE.pipe;
  return stats.isSocket() ? NO_FILE.socket : NO_FILE.device;
}

function tooLong(most: number): string {
  return `it is longer than ${sizeText(most)}`;
}
