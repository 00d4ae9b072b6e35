import {harmless} from '../../base/harmless.ts';

/** Text from outside on one line: nothing in it formats, links or calls anybody. */
export function inline(text: string): string {
  return harmless(text.trim().replace(/\s*\n\s*/g, ' '))
    .replace(/[\\`*_{}[\]<>|~]/g, '\\$&')
    .replaceAll('@', '@<!-- -->')
    .replace(/#(?=\d)/g, '#<!-- -->')
    .replace(/\b(https?):\/\//g, '$1:<!-- -->//');
}

/** A short text as code. */
export function code(text: string): string {
  const line = harmless(text.replace(/\s*\n\s*/g, ' ')).replaceAll('|', '\\|');
  const fence = '`'.repeat(longestRun(line) + 1);
  return line === '' ? '' : `${fence}${line.includes('`') ? ` ${line} ` : line}${fence}`;
}

/** Lines as they are, in a fence longer than any in them. */
export function fenced(text: string, language = ''): string {
  const lines = harmless(text, {lines: true}).trimEnd();
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}\n\n`;
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
