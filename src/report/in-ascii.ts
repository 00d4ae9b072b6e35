/** The text without the signs of our own that a terminal without Unicode cannot show; what others wrote stays. */
export function inAscii(text: string): string {
  return text.replace(
    SIGNS,
    (sign) => TWINS[sign] ?? `^${String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0x2400 + 64)}`,
  );
}

/** Ours, and the pictures of control characters. */
const SIGNS = /[·…–‹›×↶⋮\u2400-\u241f\u2421]/g;

const TWINS: Readonly<Record<string, string>> = {
  '·': '-',
  '…': '...',
  '–': '-',
  '‹': '<',
  '›': '>',
  '×': 'x',
  '↶': '<',
  '⋮': ':',
  '\u2421': '^?',
};
