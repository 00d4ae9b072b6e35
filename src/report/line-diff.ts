import {diffLines} from 'diff';

/** One line of a comparison: only expected (`-`), only there (`+`), or both. */
export interface DiffLine {
  readonly is: '-' | '+' | ' ';
  readonly text: string;
}

/** Lines that both have and that are further than this from any difference are left out. */
const AROUND = 2;

/** How two texts differ, line by line, with a few lines around each difference. */
export function lineDiff(expected: string, actual: string): readonly DiffLine[] {
  const all = diffLines(ended(expected), ended(actual)).flatMap(({added, removed, value}) =>
    value
      .slice(0, -1)
      .split('\n')
      .map((text): DiffLine => ({is: removed ? '-' : added ? '+' : ' ', text})),
  );
  const differs = (line: DiffLine | undefined) => line !== undefined && line.is !== ' ';
  return all.filter((_, index) => all.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(differs));
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
