/**
 * Text from outside, made safe to print: control characters and escape sequences are shown, never obeyed.
 * Tabs become blanks; line ends stay if `lines` is set, else they are shown, too.
 */
export function harmless(text: string, options: {readonly lines?: boolean} = {}): string {
  return text.replace(CONTROL, (character) => {
    if (character === '\n' && options.lines === true) return '\n';
    if (character === '\t') return '    ';
    return visible(character);
  });
}

/** Text of the program's own made safe: its colours stay, and so do its line ends. */
export function harmlessPainted(text: string): string {
  return text
    .split(PAINT)
    .map((part, index) => (index % 2 === 1 ? part : harmless(part, {lines: true})))
    .join('');
}

/** What the program paints with: nothing that hides. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what such a sequence begins with.
const PAINT = /(\u001b\[(?:0|[12]|(?:1;)?3[1-6])m)/;

/** Lines of output made safe: the sequences that only colour are left out, all others are shown as what they are. */
export function harmlessLines(text: string): string {
  return harmless(text.replace(COLOR, '').replaceAll('\r\n', '\n'), {lines: true}).replace(/\n$/, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what such a sequence begins with.
const COLOR = /\u001b\[[\d;:]*m/g;

/** C0 and C1 controls, DEL, and the marks that turn the direction of text. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}]/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
