import {exitStatus} from './cli/exit-status.ts';
import {runProgram} from './cli/program.ts';
import {thisTerminal} from './cli/terminal.ts';

for (const stream of [process.stdout, process.stderr]) {
  // A reader that went away (`runbook runs | head`) ends the output, not the run.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  process.exitCode = await runProgram(process.argv.slice(2), thisTerminal());
} catch (error) {
  const {reportBug} = await import('./cli/bug.ts');
  reportBug(error, thisTerminal());
  process.exitCode = exitStatus.bug;
}
