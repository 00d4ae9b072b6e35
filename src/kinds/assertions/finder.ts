/** Looks for literal texts in a text that comes in pieces, keeping no more of it than the longest of them. */
export interface Finder {
  readonly feed: (piece: string) => void;
  /** Those not found so far. */
  readonly missing: () => readonly string[];
  /** The first in the list that was found so far, if any was. */
  readonly found: () => string | undefined;
}

/** Begins to look for all of `needles`; where the case is ignored they must be free of regular expressions' syntax. */
export function finder(needles: readonly string[], ignoreCase = false): Finder {
  const carried = Math.max(0, ...needles.map((needle) => needle.length - 1));
  let sought = needles.filter((needle) => needle !== '').map((needle) => ({needle, isIn: search(needle, ignoreCase)}));
  let carry = '';
  const missing = (): readonly string[] => sought.map(({needle}) => needle);
  return {
    feed(piece) {
      if (sought.length === 0) return;
      const seam = carry + piece.slice(0, carried);
      sought = sought.filter(({isIn}) => !isIn(piece) && !isIn(seam));
      if (carried > 0) carry = piece.length >= carried ? piece.slice(-carried) : (carry + piece).slice(-carried);
    },
    missing,
    found: () => needles.find((needle) => !missing().includes(needle)),
  };
}

/** V8's engine folds case as RE2 does with `u`, and cannot backtrack over a finite text. */
function search(needle: string, ignoreCase: boolean): (text: string) => boolean {
  if (!ignoreCase) return (text) => text.includes(needle);
  const pattern = new RegExp(needle, 'iu');
  return (text) => pattern.test(text);
}
