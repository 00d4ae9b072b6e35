import type {Command, Options} from '../command.ts';
import {COMMAND_GROUPS, shownCommands} from '../commands/index.ts';
import {fill, wrap} from './wrap.ts';

/** What every command takes beside its own options. */
export const commonOptions: Options = {
  color: {takes: 'WHEN', values: ['auto', 'always', 'never'], about: 'colors: auto (at a terminal), always or never'},
  help: {short: 'h', about: 'this help'},
};

/** The help of the whole program; it fits a screen. */
export function programHelp(): string {
  const parts = Object.entries(COMMAND_GROUPS).map(([group, head]) => `${head}:\n${rowsOf(group)}`);
  return `Execute, plan and check runbooks: operational procedures written as YAML.
Usage: runbook COMMAND [OPTIONS]

${parts.join('\n\n')}

runbook COMMAND --help explains one; also: runbook help exit-status, help environment, --version

Examples:
  runbook plan production-deploy.yaml    every command it would run, in order
  runbook exec production-deploy.yaml    run it
  runbook lint runbooks                  check every runbook below a folder
`;
}

/** The commands of a group; all groups' second columns stand below each other. */
function rowsOf(group: string): string {
  const first = Math.max(...shownCommands.map(([name]) => name.length));
  return shownCommands
    .filter(([, command]) => command.group === group)
    .map(([name, {summary}]) => `  ${name.padEnd(first)}  ${summary}`)
    .join('\n');
}

/** The help of one command, for a terminal of so many columns. */
export function commandHelp(name: string, command: Command, columns: number): string {
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns));
  const examples = command.examples.map(([line, what]) => [line, what] as const);
  const parts = [
    fill(command.about, width),
    wrap(`Usage: runbook ${name} ${command.usage}`.trimEnd(), width).join('\n         '),
    `Options:\n${table(optionRows({...command.options, ...commonOptions}), width)}`,
    ...(examples.length === 0 ? [] : [`Examples:\n${exampleTable(examples, width)}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const WIDEST = 100;
const NARROWEST = 60;

function optionRows(options: Options): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const takes = option.takes === undefined ? '' : ` ${option.takes}`;
    return [`${short}--${name}${takes}`, option.about];
  });
}

/** Two columns, the second wrapped. */
function table(rows: readonly (readonly [string, string])[], width: number): string {
  const first = Math.max(0, ...rows.map(([left]) => left.length));
  const indent = ' '.repeat(first + 4);
  return rows
    .map(([left, right]) => `  ${left.padEnd(first)}  ${wrap(right, width - first - 4).join(`\n${indent}`)}`)
    .join('\n');
}

/** Beside each other where there is room, else what an example does stands above it. */
function exampleTable(rows: readonly (readonly [string, string])[], width: number): string {
  const first = Math.max(...rows.map(([line]) => line.length));
  if (rows.every(([, what]) => first + 4 + what.length <= width)) return table(rows, width);
  return rows.map(([line, what]) => `  # ${what}\n  ${line}`).join('\n');
}
