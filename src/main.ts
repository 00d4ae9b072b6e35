import {reportThrown} from './cli/bug.ts';
import {guardProcess} from './cli/guard-process.ts';
import {runProgram} from './cli/program.ts';
import {thisTerminal} from './cli/terminal.ts';

guardProcess(() => process.exit());
try {
  process.exitCode = await runProgram(process.argv.slice(2), thisTerminal());
} catch (error) {
  process.exitCode = reportThrown(error, thisTerminal());
}
