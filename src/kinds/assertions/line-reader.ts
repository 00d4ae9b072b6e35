/** Longest part of a line that is looked at; the rest of a longer line is passed over. */
export const LINE_LIMIT = 64 * 1024;

/** Cuts a text that comes in pieces into lines, without their end (`\n` or `\r\n`). */
export interface LineReader {
  readonly feed: (piece: string) => void;
  /** Gives the last line, if the text did not end with a line's end. */
  readonly end: () => void;
}

/** Calls `line` for each line, of which at most `LINE_LIMIT` characters are kept. */
export function lineReader(line: (text: string) => void): LineReader {
  let rest = '';
  const give = (text: string): void => line(text.endsWith('\r') ? text.slice(0, -1) : text);
  const keep = (text: string): void => {
    if (rest.length < LINE_LIMIT) rest += text.slice(0, LINE_LIMIT - rest.length);
  };
  return {
    feed(piece) {
      let start = 0;
      for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
        const stop = Math.min(end, start + LINE_LIMIT);
        if (rest === '') give(piece.slice(start, stop));
        else {
          keep(piece.slice(start, stop));
          give(rest);
          rest = '';
        }
        start = end + 1;
      }
      if (start < piece.length) keep(piece.slice(start));
    },
    end() {
      if (rest !== '') give(rest);
      rest = '';
    },
  };
}
