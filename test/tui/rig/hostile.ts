/**
 * Every kind of sequence a terminal obeys (ECMA-48 and xterm's own), one a line: all controls of one byte in both their
 * forms, all escapes, all control sequences with and without numbers and private marks, all system commands that xterm
 * knows, device control, privacy, application and start-of-string ones, ended and not.
 */
export function hostileLines(): readonly string[] {
  return [
    ...codes(0x00, 0x1f).filter((code) => code !== '\n'),
    '\u007f',
    ...codes(0x80, 0x9f),
    ...codes(0x20, 0x7e).map((letter) => `\u001b${letter}`),
    ...codes(0x40, 0x7e).flatMap((final) =>
      ['', '2', '1;1', '?1049', '?1000', '>1', '!', ' 3'].map((p) => `\u001b[${p}${final}`),
    ),
    ...[
      '?25l',
      '?47h',
      '?1049h',
      '?1003h',
      '?2004h',
      '?2026h',
      '8;5;5t',
      '22;0t',
      '3J',
      '2J',
      'H',
      '6n',
      'c',
      '>c',
      '5i',
    ].flatMap((body) => [`\u001b[${body}`, `\u009b${body}`]),
    ...Array.from({length: 120}, (_, number) => `\u001b]${number};owned\u0007`),
    ...[`\u001b]52;c;b3duZWQ=\u0007`, `\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\`, `\u001b]0;owned`],
    ...['P', 'X', '^', '_'].flatMap((letter) => [`\u001b${letter}$q"p\u001b\\`, `\u001b${letter}never ended`]),
    '\u202eabc\u202c\u2066abc\u2069',
    '\u001b(0lqqk\u001b(B\u000e\u000f',
    '\u001b[8mhidden\u001b[0m\u001b[7mturned\u001b[0m',
  ].map((line, number) => `${number} ${line} end`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what the program itself may send to a terminal.
const OWN = /\x1b\[(?:[0-9]*[ABCEGJK]|[0-9;]*m|\?(?:25|2004|2026)[hl])/g;

/** What a terminal would obey in `raw`, beyond what the program itself sends to draw. */
export function foreignIn(raw: string): readonly string[] {
  return [...raw.replace(OWN, '').matchAll(/[^\P{Cc}\r\n]|\p{Bidi_Control}/gu)].map(({index}) =>
    JSON.stringify(raw.replace(OWN, '').slice(index, index + 12)),
  );
}

function codes(from: number, to: number): readonly string[] {
  return Array.from({length: to - from + 1}, (_, index) => String.fromCodePoint(from + index));
}
