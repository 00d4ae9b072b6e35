import {createHash, hash} from 'node:crypto';
import {closeSync, fstatSync, read, readSync} from 'node:fs';
import {promisify} from 'node:util';
import type {OutputDigest} from '../events/event.ts';
import {openRegular} from './regular-file.ts';

const PIECE = 1 << 20;
const readPiece = promisify(read);

/**
 * The digest of the first `most` bytes of a file, of all of it if not given; undefined where there is no file. It
 * lets others work between two pieces, and keeps one of them in memory.
 */
export async function digestFile(file: string, most?: number): Promise<OutputDigest | undefined> {
  const descriptor = opened(file);
  if (descriptor === undefined) return undefined;
  try {
    const bytes = Math.min(most ?? Number.POSITIVE_INFINITY, fstatSync(descriptor).size);
    return bytes <= PIECE ? digestAtOnce(descriptor, bytes) : await digestInPieces(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
}

function digestAtOnce(descriptor: number, most: number): OutputDigest {
  const piece = Buffer.alloc(most);
  const bytes = readSync(descriptor, piece, 0, most, 0);
  return {bytes, sha256: hash('sha256', piece.subarray(0, bytes))};
}

async function digestInPieces(descriptor: number, most: number): Promise<OutputDigest> {
  const digest = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  let bytes = 0;
  while (bytes < most) {
    const {bytesRead} = await readPiece(descriptor, piece, 0, Math.min(PIECE, most - bytes), bytes);
    if (bytesRead === 0) break;
    digest.update(piece.subarray(0, bytesRead));
    bytes += bytesRead;
  }
  return {bytes, sha256: digest.digest('hex')};
}

function opened(file: string): number | undefined {
  const descriptor = openRegular(file);
  return descriptor.ok ? descriptor.value : undefined;
}
