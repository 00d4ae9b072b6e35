import {closeSync, openSync, readSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';
import {byteForms, createMasker} from './mask.ts';

const PIECE = 1 << 20;

/** Overwrites every one of `forms` in the outputs of an attempt that has ended. */
export function scrubOutput(folder: string, forms: readonly string[]): void {
  for (const name of [ATTEMPT_FILES.stdout, ATTEMPT_FILES.stderr]) scrubFile(join(folder, name), byteForms(forms));
}

function scrubFile(file: string, forms: readonly string[]): void {
  const descriptor = openSync(file, 'r+');
  try {
    const masker = createMasker(forms);
    const piece = Buffer.allocUnsafe(PIECE);
    let read = 0;
    let written = 0;
    for (let end = false; !end; ) {
      const count = readSync(descriptor, piece, 0, PIECE, read);
      read += count;
      end = count === 0;
      const shown = masker.feed(piece.subarray(0, count), end);
      if (shown.hit) writeSync(descriptor, shown.bytes, 0, shown.bytes.length, written);
      written += shown.bytes.length;
    }
  } finally {
    closeSync(descriptor);
  }
}
