/** One character as people see it: which UTF-16 units it stands for, how it is shown, how many columns that takes. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly width: number;
}

/** The cells of one line: tabs expanded, and what would act on a terminal or hide in it spelled out. */
export function cellsOf(line: string, unicode: boolean): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = 0;
  for (const character of /^[\x20-\x7e]*$/.test(line) ? line : graphemes(line)) {
    const cell = cellOf({character, at, column, unicode});
    cells.push(cell);
    column += cell.width;
    at = cell.end;
  }
  return cells;
}

/** `text` as it may be printed: nothing in it moves the cursor, hides or turns the order of letters round. */
export function visibleText(text: string, unicode: boolean): string {
  return cellsOf(text, unicode)
    .map((cell) => cell.text)
    .join('');
}

const TAB_STOP = 4;

function cellOf(given: {character: string; at: number; column: number; unicode: boolean}): Cell {
  const {character, at, column, unicode} = given;
  const end = at + character.length;
  if (character === '\t') {
    const width = TAB_STOP - (column % TAB_STOP);
    return {start: at, end, text: ' '.repeat(width), width};
  }
  if (/^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(character)) {
    const text = spelled(character, unicode);
    return {start: at, end, text, width: text.length};
  }
  return {start: at, end, text: character, width: widthOf(character)};
}

function spelled(character: string, unicode: boolean): string {
  return Array.from(character, (each) => {
    const code = each.codePointAt(0) ?? 0;
    if (unicode && code < 0x20) return String.fromCharCode(0x2400 + code);
    if (unicode && code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  }).join('');
}

// Wide and fullwidth ranges of UAX #11 that are no emoji.
const WIDE =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

function widthOf(character: string): number {
  if (character.length === 1 && character < '\u0300') return 1;
  if (/^\p{M}+$/u.test(character)) return 0;
  return WIDE.test(character) || /\p{Emoji_Presentation}|\ufe0f/u.test(character) ? 2 : 1;
}

let segmenter: Intl.Segmenter | undefined;

function* graphemes(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  for (const {segment} of segmenter.segment(text)) yield segment;
}
