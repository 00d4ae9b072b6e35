import {fstatSync, readSync, writeSync} from 'node:fs';
import type {Overwriter} from './overwrite-secrets.ts';

/** Bytes within which the beginning of a line is looked for. */
const NEAR = 64 * 1024;

/**
 * Begins to overwrite an output from the line on that holds the byte `from`: nobody has masked it, and what is to be
 * masked is not known. Its lines stay lines.
 */
export function hideOutput(
  descriptor: number,
  {from, note}: {readonly from: number; readonly note: (message: string) => void},
): Overwriter {
  const hidden = lineStart(descriptor, from);
  let noted = false;
  return {
    clean: (bytes, end) => {
      const start = Math.max(hidden, end - bytes.length);
      if (start >= end) return;
      writeSync(descriptor, starred(bytes.subarray(bytes.length - (end - start))), 0, end - start, start);
      if (!noted)
        note('what a command printed since its engine was gone is withheld: a secret that it may hold is not known');
      noted = true;
    },
    end: () => {},
  };
}

function starred(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === NEWLINE ? NEWLINE : STAR));
}

const NEWLINE = 10;
const STAR = 42;

function lineStart(descriptor: number, at: number): number {
  const end = Math.min(at, fstatSync(descriptor).size);
  const begin = Math.max(0, end - NEAR);
  const bytes = Buffer.alloc(end - begin);
  const read = readSync(descriptor, bytes, 0, bytes.length, begin);
  return begin + bytes.subarray(0, read).lastIndexOf(NEWLINE) + 1;
}
