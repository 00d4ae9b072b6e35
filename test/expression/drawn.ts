import type {Fault} from '../../src/expression/scope.ts';

/** A text with its faults drawn under it: `^^^^ code: message | help`. */
export function drawn(source: string, faults: readonly Fault[]): string {
  let start = 0;
  const drawing: string[] = [];
  for (const line of source.split('\n')) {
    const end = start + line.length;
    drawing.push(line);
    for (const fault of faults) {
      if (fault.start < start || fault.start > end) continue;
      const width = Math.max(1, Math.min(fault.end, end) - fault.start);
      drawing.push(`${' '.repeat(fault.start - start)}${'^'.repeat(width)} ${words(fault)}`);
    }
    start = end + 1;
  }
  return drawing.join('\n');
}

/** The cases of a file: drawings, separated by blank lines. */
export function casesOf(text: string): readonly {readonly source: string; readonly drawing: string}[] {
  return text
    .trimEnd()
    .split('\n\n')
    .map((drawing) => ({
      drawing,
      source: drawing
        .split('\n')
        .filter((line) => !/^ *\^+ [a-z-]+: /.test(line))
        .join('\n'),
    }));
}

function words({code, message, help, replacement}: Fault): string {
  const mended = replacement === undefined ? '' : ` => ${JSON.stringify(replacement)}`;
  return `${code}: ${message}${help === undefined ? '' : ` | ${help}`}${mended}`;
}
