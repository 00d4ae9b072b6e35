import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isExhausted, worldFault} from '../base/world-fault.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import type {Terminal} from './terminal.ts';

/** Says what was thrown that nobody expected, and gives the exit status of that: the machine lacks something, or a bug. */
export function reportThrown(error: unknown, terminal: Terminal): ExitStatus {
  if (isExhausted(error)) {
    terminal.err(`runbook: ${worldFault(error)}\n  A run that was under way can be resumed: runbook resume\n`);
    return exitStatus.engineStopped;
  }
  reportBug(error, terminal);
  return exitStatus.bug;
}

/** Says that this program has a bug, and where its log lies; a stack trace never reaches the screen. */
function reportBug(error: unknown, terminal: Terminal): void {
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
