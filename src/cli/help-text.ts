import type {Command, Options} from './command.ts';
import {commands} from './commands/index.ts';

/** The help of the whole program; it fits a screen. */
export function programHelp(): string {
  const shown = Object.entries(commands).filter(([, command]) => command.hidden !== true);
  const rows = columns(shown.map(([name, command]) => [name, command.summary]));
  return `Execute, plan and check runbooks: operational procedures written as YAML.

Usage: runbook COMMAND [OPTIONS]

Commands:
${rows}

Options:
  -h, --help     explain the program, or a command
      --version  print the version

Examples:
  runbook plan production-deploy.yaml    every command it would run, in order
  runbook exec production-deploy.yaml    run it
  runbook lint runbooks                  check every runbook below a folder
`;
}

/** The help of one command. */
export function commandHelp(name: string, command: Command): string {
  const options = columns(optionRows(command.options));
  const examples = columns(command.examples.map(([line, what]) => [line, what]));
  return `${command.about.trim()}

Usage: runbook ${name} ${command.usage}

Options:
${options}
${examples === '' ? '' : `\nExamples:\n${examples}\n`}`;
}

function optionRows(options: Options): [string, string][] {
  return Object.entries({...options, help: {short: 'h', about: 'this help'}}).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const takes = 'takes' in option && option.takes !== undefined ? ` ${option.takes}` : '';
    return [`${short}--${name}${takes}`, option.about];
  });
}

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(0, ...rows.map(([first]) => first?.length ?? 0));
  return rows.map(([first, second]) => `  ${(first ?? '').padEnd(width)}  ${second ?? ''}`.trimEnd()).join('\n');
}
