import {didYouMean} from '../base/did-you-mean.ts';
import {commands} from './commands/index.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import {commandHelp, programHelp} from './help-text.ts';
import {parseCall} from './parse-call.ts';
import type {Terminal} from './terminal.ts';

/** Runs the command that `args` name, and gives its exit status. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.err(programHelp());
    return exitStatus.invalid;
  }
  if (name === '--help' || name === '-h') {
    terminal.out(programHelp());
    return exitStatus.done;
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (listed === undefined) return unknownCommand(name, terminal);
  const command = await listed.load();
  if (wantsHelp(rest)) {
    terminal.out(commandHelp(name, command));
    return exitStatus.done;
  }
  const call = parseCall(command, rest);
  if (call.ok) return command.run(call.value, terminal);
  terminal.err(
    `runbook ${name}: ${call.error}\n  Usage: runbook ${name} ${command.usage}\n  More: runbook ${name} --help\n`,
  );
  return exitStatus.invalid;
}

function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  return own.includes('--help') || own.includes('-h');
}

function unknownCommand(name: string, terminal: Terminal): ExitStatus {
  const what = name.startsWith('-') ? 'option' : 'command';
  const meant = didYouMean(name, Object.keys(commands));
  const hint = meant === undefined ? 'runbook --help lists them' : `did you mean "${meant}"?`;
  terminal.err(`runbook: unknown ${what} "${name}"; ${hint}\n`);
  return exitStatus.invalid;
}
