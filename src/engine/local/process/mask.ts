import {findSecrets} from './find-secrets.ts';

/** Masks a stream of bytes that comes in pieces. */
export interface Masker {
  /** The bytes that can be shown by now, masked, and whether any was; `end` says that nothing more comes. */
  readonly feed: (bytes: Uint8Array, end: boolean) => {readonly bytes: Buffer; readonly hit: boolean};
}

/** `text` with every form of the secrets replaced by `***`. */
export function maskText(text: string, forms: readonly string[]): string {
  const {found} = findSecrets(text, forms, {cut: false, ended: true});
  let masked = '';
  let end = 0;
  for (const [from, to] of found.toSorted(([a], [b]) => a - b)) {
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
 * Begins to mask `forms` (one character a byte), also where one is cut between two pieces, two overlap, or a line or all
 * of it ends within one. What may yet become a secret is held back. The function's own text is run in the filter's
 * process: it refers to nothing outside, and is given `find` there.
 */
export function createMasker(forms: readonly string[], find: typeof findSecrets = findSecrets): Masker {
  // Held back at most, lest a command that prints endless control characters fills the memory.
  const most = forms.reduce((longest, form) => Math.max(longest, form.length), 0) + 65_536;
  let carry = '';
  let covered = 0;

  return {
    feed: (bytes, end) => {
      const text = carry + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      const {found, open} = find(text, forms, {cut: true, ended: end});
      const cut = Math.max(open, text.length - most);
      const out = Buffer.from(text, 'latin1').fill('*', 0, covered);
      let hit = covered > 0;
      let reached = covered;
      for (const [from, to] of found) {
        if (from >= cut) continue;
        out.fill('*', from, to);
        reached = Math.max(reached, to);
        hit = true;
      }
      carry = text.slice(cut);
      covered = Math.max(0, reached - cut);
      return {bytes: out.subarray(0, cut), hit};
    },
  };
}
