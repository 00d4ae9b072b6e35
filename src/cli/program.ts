import {didYouMean} from '../base/did-you-mean.ts';
import {setLimits} from '../base/limits.ts';
import type {Call} from './command.ts';
import {commands, shownCommands} from './commands/index.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import {commandHelp, commonOptions, programHelp} from './help/help-text.ts';
import {parseCall} from './parse-call.ts';
import {withSafeErrors} from './safe-errors.ts';
import type {Terminal} from './terminal.ts';
import {version} from './version.ts';

/** Runs the command that `args` name, and gives its exit status. */
export async function runProgram(args: readonly string[], called: Terminal): Promise<ExitStatus> {
  const terminal = withSafeErrors(called, args);
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.err(programHelp());
    return exitStatus.invalid;
  }
  const said = SAID.get(name);
  if (said !== undefined) {
    terminal.out(said());
    return exitStatus.done;
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (listed === undefined) return unknownCommand(name, terminal);
  const limited = setLimits(terminal.environment.RUNBOOK_LIMITS ?? '');
  if (!limited.ok) {
    terminal.err(`runbook: RUNBOOK_LIMITS: ${limited.error}\n`);
    return exitStatus.invalid;
  }
  const command = await listed.load();
  if (wantsHelp(rest)) {
    terminal.out(commandHelp(name, command, terminal.columns));
    return exitStatus.done;
  }
  const call = parseCall({...command, options: {...command.options, ...commonOptions}}, rest);
  if (call.ok) return command.run(call.value, colored(call.value, terminal));
  terminal.err(
    `runbook ${name}: ${call.error}\n  Usage: ${`runbook ${name} ${command.usage}`.trimEnd()}\n  More: runbook ${name} --help\n`,
  );
  return exitStatus.invalid;
}

/** What the program says where no command is called. */
const SAID: ReadonlyMap<string, () => string> = new Map([
  ['--help', programHelp],
  ['-h', programHelp],
  ['--version', () => `runbook ${version}\n`],
]);

function colored(call: Call, terminal: Terminal): Terminal {
  const when = call.value('color') ?? 'auto';
  return when === 'auto' ? terminal : {...terminal, color: when === 'always'};
}

function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  return own.includes('--help') || own.includes('-h');
}

function unknownCommand(name: string, terminal: Terminal): ExitStatus {
  const option = name.startsWith('-');
  const namesShown = shownCommands.map(([shown]) => shown);
  const meant = didYouMean(name, option ? ['--help', '--version'] : namesShown);
  const hint = meant === undefined ? 'runbook --help lists them' : `did you mean "${meant}"?`;
  terminal.err(`runbook: unknown ${option ? 'option' : 'command'} "${name}"; ${hint}\n`);
  return exitStatus.invalid;
}
