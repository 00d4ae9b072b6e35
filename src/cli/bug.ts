import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Terminal} from './terminal.ts';

/** Says that this program has a bug, and where its log lies; a stack trace never reaches the screen. */
export function reportBug(error: unknown, terminal: Terminal): void {
  const message = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error ? (error.stack ?? message) : message;
  terminal.err(`runbook: this is a bug in runbook: ${message.split('\n')[0] ?? ''}\n`);
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'runbook-bug-')), 'log.txt');
    writeFileSync(file, `${trace}\n`, {mode: 0o600});
    terminal.err(`  Its log is ${file}; please report it. A run that was under way can be resumed: runbook resume\n`);
  } catch {
    terminal.err('  Its log could not be written.\n');
  }
}
