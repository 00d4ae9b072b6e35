import {exitStatus} from './cli/exit-status.ts';
import {guardProcess} from './cli/guard-process.ts';
import {runProgram} from './cli/program.ts';
import {thisTerminal} from './cli/terminal.ts';

guardProcess(() => process.exit());
try {
  process.exitCode = await runProgram(process.argv.slice(2), thisTerminal());
} catch (error) {
  const {reportBug} = await import('./cli/bug.ts');
  reportBug(error, thisTerminal());
  process.exitCode = exitStatus.bug;
}
