import {systemMessage} from '../base/system-message.ts';
import {exitStatus} from './exit-status.ts';
import {thisTerminal} from './terminal.ts';

/**
 * Sees to it that nothing which goes wrong outside a command's own course reaches the user as a stack trace. An output
 * that cannot be written ends the output, not the run; that a reader went away (`runbook runs | head`) is no fault.
 * After a bug the process is left by `exit`.
 */
export function guardProcess(exit: () => never): void {
  let lost: string | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= systemMessage(error);
  });
  process.stderr.on('error', () => {});
  process.on('uncaughtException', (error) => {
    process.exitCode = exitStatus.bug;
    void import('./bug.ts').then(({reportBug}) => {
      reportBug(error, thisTerminal());
      exit();
    });
  });
  process.on('exit', () => {
    if (lost === undefined) return;
    process.stderr.write(`runbook: the output could not be written: ${lost}\n  What a run did is kept: runbook show\n`);
    if (process.exitCode === exitStatus.done) process.exitCode = exitStatus.engineStopped;
  });
}
