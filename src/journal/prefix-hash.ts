import {createHash} from 'node:crypto';
import {closeSync, readSync} from 'node:fs';
import {openRegular} from './regular-file.ts';

const PIECE = 1 << 20;

/** Hashes the first bytes of a file: of more and more of them, each read once. */
export class PrefixHash {
  readonly #file: string;
  #all = createHash('sha256');
  #position = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** The SHA-256 of the first `position` bytes, hexadecimal; undefined where there are fewer, or they cannot be read. */
  upTo(position: number): string | undefined {
    if (position < this.#position) return new PrefixHash(this.#file).upTo(position);
    return this.#readUpTo(position) ? this.#all.copy().digest('hex') : undefined;
  }

  #readUpTo(position: number): boolean {
    const opened = openRegular(this.#file);
    if (!opened.ok) return false;
    try {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, position - this.#position));
      while (this.#position < position) {
        const most = Math.min(piece.length, position - this.#position);
        const count = readSync(opened.value, piece, 0, most, this.#position);
        if (count === 0) return false;
        this.#all.update(piece.subarray(0, count));
        this.#position += count;
      }
      return true;
    } finally {
      closeSync(opened.value);
    }
  }
}
