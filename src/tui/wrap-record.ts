import {cellsOf} from '../text/visible.ts';
import {type Row, widthOf} from './row.ts';

/** Lines of the record for a window: where one is too long it is broken at blanks, and goes on below where its words begin. */
export function wrapRecord(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (widthOf(line) <= columns ? line : wrapLine(line, columns)))
    .join('\n');
}

function wrapLine(line: Row, columns: number): string {
  const hang = hangOf(line, columns);
  let text = '';
  // Blanks, and colours that begin or end among them: they belong to the next word.
  let gap = '';
  let used = 0;
  const breakLine = () => {
    text += `\n${' '.repeat(hang)}`;
    used = hang;
  };
  const addWord = (word: string) => {
    const fits = used <= hang || used + widthOf(gap) + widthOf(word) <= columns;
    if (!fits) breakLine();
    add(fits ? gap : gap.replaceAll(' ', ''));
    for (const cell of cellsOf(word, true)) {
      if (used + cell.width > columns) breakLine();
      add(cell.text);
    }
    gap = '';
  };
  const add = (part: string) => {
    text += part;
    used += widthOf(part);
  };
  for (const [part = ''] of line.matchAll(PARTS)) {
    if (part.startsWith(' ') || part.startsWith('\u001b')) gap += part;
    else addWord(part);
  }
  return text + gap.replaceAll(' ', '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences (ECMA-48), as our paint writes them.
const PARTS = /\x1b\[[0-9;]*m| +|[^ \x1b]+/g;

/** Where the words of a line begin: after its time and its sign, or after the sign of what stands below such a line. */
function hangOf(line: Row, columns: number): number {
  const words = line.replace(SGR, '');
  const [head = ''] = /^(?:\d\d:\d\d:\d\d +\S+ |\s*[^\w\s] |\s*)/.exec(words) ?? [];
  const width = widthOf(head);
  return width > (2 * columns) / 3 ? 0 : width;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the same sequences.
const SGR = /\x1b\[[0-9;]*m/g;
