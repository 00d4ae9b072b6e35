/** Looks for literal texts in a text that comes in pieces, keeping no more of it than the longest of them. */
export interface Finder {
  readonly feed: (piece: string) => void;
  /** Those not found so far. */
  readonly missing: () => readonly string[];
  /** The first that was found, if any was. */
  readonly found: () => string | undefined;
}

/** Begins to look for all of `needles`; with `ignoreCase` they must be in lower case. */
export function finder(needles: readonly string[], ignoreCase = false): Finder {
  const longest = Math.max(0, ...needles.map((needle) => needle.length));
  let missing = needles.filter((needle) => needle !== '');
  let found = missing.length < needles.length ? '' : undefined;
  let carry = '';
  return {
    feed(piece) {
      if (missing.length === 0) return;
      const text = ignoreCase ? piece.toLowerCase() : piece;
      const seam = carry + text.slice(0, longest - 1);
      const still = missing.filter((needle) => !text.includes(needle) && !seam.includes(needle));
      if (still.length < missing.length) found ??= missing.find((needle) => !still.includes(needle));
      missing = still;
      carry = text.length >= longest - 1 ? text.slice(text.length - longest + 1) : (carry + text).slice(-(longest - 1));
      if (longest <= 1) carry = '';
    },
    missing: () => missing,
    found: () => found,
  };
}
