import {type Row, widthOf} from './row.ts';

/**
 * By how many rows a narrower window has moved the cursor away from the beginning of the living part. Terminals break
 * long rows in two then and keep the cursor where it was in the text; those made of xterm.js keep its distance to the
 * end of the text.
 */
export function movedByReflow(
  frame: readonly Row[],
  columns: number,
  environment: Readonly<Record<string, string | undefined>>,
): number {
  if (!XTERM_JS.includes(environment.TERM_PROGRAM ?? '')) return 0;
  return frame.reduce((sum, row) => sum + Math.max(1, Math.ceil(widthOf(row) / columns)) - 1, 0);
}

const XTERM_JS: readonly string[] = ['vscode', 'Hyper', 'Tabby'];
