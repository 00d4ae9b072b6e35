import {formatDiagnostic} from '../text/code-frame.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {Terminal} from './terminal.ts';

/** How many findings are printed before the rest are only counted. */
const SHOWN = 20;

/** Prints findings with their places, errors first, to standard error; many are cut to what a screen can hold. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  const sorted = [...diagnostics].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  for (const diagnostic of sorted.slice(0, SHOWN)) {
    const {color, unicode, columns} = terminal;
    terminal.err(`${formatDiagnostic(diagnostic, {color, unicode, width: columns})}\n`);
  }
  if (sorted.length > SHOWN) terminal.err(`… and ${sorted.length - SHOWN} more; runbook lint lists them all\n`);
}

/** "2 errors, 1 warning in 3 files". */
export function countText(diagnostics: readonly Diagnostic[], files: number): string {
  const errors = diagnostics.filter((each) => each.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const found = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  return `${found.length === 0 ? 'no findings' : found.join(', ')} in ${plural(files, 'file')}`;
}

/** "1 file", "2 files". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
