const KEPT = 200;

/** Remembers the end of a text, for people to see what came instead. */
export interface Tail {
  readonly feed: (piece: string) => void;
  /** What the text was, or how it ended: `"…last words"`. */
  readonly shown: () => string;
}

/** Begins with an empty text. */
export function tail(): Tail {
  let kept = '';
  let whole = true;
  return {
    feed(piece) {
      if (kept.length + piece.length > KEPT) whole = false;
      kept = piece.length >= KEPT ? piece.slice(-KEPT) : (kept + piece).slice(-KEPT);
    },
    shown() {
      if (kept === '') return 'nothing';
      return whole ? quoted(kept) : `… ${quoted(kept)}`;
    },
  };
}

/** The text in quotes, on one line, cut after 200 characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > KEPT ? `${text.slice(0, KEPT)}…` : text);
}
