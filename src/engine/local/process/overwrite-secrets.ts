import {writeSync} from 'node:fs';
import {createMasker} from './mask.ts';

/** Overwrites secrets in an output file while it is being read. */
export interface Overwriter {
  /** Takes the bytes that were read, which end at `end` in the file. */
  readonly clean: (bytes: Uint8Array, end: number) => void;
  readonly end: () => void;
}

/** Begins to overwrite `forms` in the file itself, beside whoever appends to it; says once that it had to. */
export function overwriteSecrets(
  descriptor: number,
  name: string,
  {forms, note}: {readonly forms: readonly string[]; readonly note: (message: string) => void},
): Overwriter {
  const masker = createMasker(forms);
  let written = 0;
  let noted = false;
  const put = (bytes: Uint8Array, end: boolean) => {
    const shown = masker.feed(bytes, end);
    if (shown.hit) {
      writeSync(descriptor, shown.bytes, 0, shown.bytes.length, written);
      if (!noted) note(`the command printed a secret on its ${name}; it was masked in the record`);
      noted = true;
    }
    written += shown.bytes.length;
  };
  return {
    clean: (bytes, end) => {
      if (end < written + bytes.length) written = end - bytes.length;
      put(bytes, false);
    },
    end: () => put(new Uint8Array(0), true),
  };
}
