/** Longest part of a line that is looked at; the rest of a longer line is passed over. */
const LINE_LIMIT = 64 * 1024;

/** Cuts a text that comes in pieces into lines, without their end (`\n` or `\r\n`). */
export interface LineReader {
  readonly feed: (piece: string) => void;
  /** Gives the last line, if the text did not end with a line's end. */
  readonly end: () => void;
}

/**
 * Calls `line` for each line, of which at most `LINE_LIMIT` characters are kept. Whole lines of a piece may be passed
 * over without being cut where `mayMatter` says of them together that none matters.
 */
export function lineReader(
  line: (text: string) => void,
  mayMatter: (lines: string) => boolean = () => true,
): LineReader {
  let rest = '';
  const give = (text: string): void => line(text.endsWith('\r') ? text.slice(0, -1) : text);
  const keep = (text: string): void => {
    if (rest.length < LINE_LIMIT) rest += text.slice(0, LINE_LIMIT - rest.length);
  };
  return {
    feed(piece) {
      const first = piece.indexOf('\n');
      if (first === -1) return keep(piece);
      keep(piece.slice(0, first));
      give(rest);
      const last = piece.lastIndexOf('\n');
      const whole = piece.slice(first + 1, last + 1);
      if (whole !== '' && mayMatter(whole)) eachLine(whole, give);
      rest = '';
      keep(piece.slice(last + 1));
    },
    end() {
      if (rest !== '') give(rest);
      rest = '';
    },
  };
}

function eachLine(whole: string, give: (line: string) => void): void {
  let start = 0;
  for (let end = whole.indexOf('\n'); end !== -1; end = whole.indexOf('\n', start)) {
    give(whole.slice(start, Math.min(end, start + LINE_LIMIT)));
    start = end + 1;
  }
}
