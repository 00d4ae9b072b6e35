import {systemMessage} from '../base/system-message.ts';
import {reportThrown} from './bug.ts';
import {exitStatus} from './exit-status.ts';
import {thisTerminal} from './terminal.ts';

/**
 * Sees to it that nothing which goes wrong outside a command's own course reaches the user as a stack trace. An output
 * that cannot be written ends the output, not the run; that a reader went away (`runbook runs | head`) is no fault.
 * After anything else the process is left by `exit`; nothing is loaded for that, for it may be files that are lacking.
 */
export function guardProcess(exit: () => never): void {
  let lost: string | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= systemMessage(error);
  });
  process.stderr.on('error', () => {});
  process.on('uncaughtException', (error) => {
    process.exitCode = reportThrown(error, thisTerminal());
    exit();
  });
  process.on('exit', () => {
    if (lost === undefined) return;
    process.stderr.write(`runbook: the output could not be written: ${lost}\n  What a run did is kept: runbook show\n`);
    if (process.exitCode === exitStatus.done) process.exitCode = exitStatus.engineStopped;
  });
}
