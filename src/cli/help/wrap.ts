/** Lines of at most `width` columns, broken at blanks; an empty line stays one. A word that is longer stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Paragraphs, which empty lines separate, filled to `width`; lines that are indented stay as they are. */
export function fill(text: string, width: number): string {
  return text
    .trim()
    .split(/\n\n/)
    .map((paragraph) => (/^ /m.test(paragraph) ? paragraph : wrap(paragraph.replaceAll('\n', ' '), width).join('\n')))
    .join('\n\n');
}
