/** Masks a stream of bytes that comes in pieces. */
export interface Masker {
  /** The bytes that can be shown by now, masked, and whether any was; `end` says that nothing more comes. */
  readonly feed: (bytes: Uint8Array, end: boolean) => {readonly bytes: Buffer; readonly hit: boolean};
}

/** `text` with every form of the secrets replaced by `***`. */
export function maskText(text: string, forms: readonly string[]): string {
  const found: (readonly [number, number])[] = [];
  for (const form of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) found.push([at, at + form.length]);
  }
  let masked = '';
  let end = 0;
  for (const [from, to] of found.sort(([a], [b]) => a - b)) {
    if (from >= end) masked += `${text.slice(end, from)}***`;
    end = Math.max(end, to);
  }
  return masked + text.slice(end);
}

/** Forms as a `Masker` wants them: one character a byte. */
export function byteForms(forms: readonly string[]): readonly string[] {
  return forms.map((form) => Buffer.from(form).toString('latin1'));
}

/**
 * Begins to mask `forms` (one character a byte), also where one is cut between two pieces or two overlap. What may yet
 * become a secret is held back. The function's own text is run in the filter's process: it refers to nothing outside.
 */
export function createMasker(forms: readonly string[]): Masker {
  let carry = '';
  let covered = 0;

  const heldBack = (text: string): number => {
    let longest = 0;
    for (const form of forms) {
      for (let length = Math.min(form.length - 1, text.length); length > longest; length -= 1) {
        if (text.endsWith(form.slice(0, length))) longest = length;
      }
    }
    return longest;
  };

  return {
    feed: (bytes, end) => {
      const text = carry + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      const cut = end ? text.length : text.length - heldBack(text);
      const out = Buffer.from(text, 'latin1').fill('*', 0, covered);
      let hit = covered > 0;
      let reached = covered;
      for (const form of forms) {
        for (let at = text.indexOf(form); at !== -1 && at < cut; at = text.indexOf(form, at + 1)) {
          out.fill('*', at, at + form.length);
          reached = Math.max(reached, at + form.length);
          hit = true;
        }
      }
      carry = text.slice(cut);
      covered = Math.max(0, reached - cut);
      return {bytes: out.subarray(0, cut), hit};
    },
  };
}
