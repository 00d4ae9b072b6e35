import {PRELUDE_END} from './wrapper.ts';

/** A value that a command gets. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

const LARGE = 100 * 1024;

/** Splits values into those that fit the environment and those that must travel by a descriptor: secret or large ones. */
export function splitVariables(variables: readonly Variable[]): {
  readonly plain: readonly Variable[];
  readonly hidden: readonly Variable[];
} {
  const hides = ({secret, value}: Variable) => secret || value.length * 3 >= LARGE;
  return {
    plain: variables.filter((variable) => !hides(variable)),
    hidden: variables.filter(hides),
  };
}

/** Assignments of the values for a shell to evaluate. A template's own values (`RB_1`) are not exported. */
export function preludeText(variables: readonly Variable[]): string {
  const lines = variables.map(({name, value}) => `${isOwn(name) ? '' : 'export '}${name}=${quoted(value)}`);
  return `${lines.join('\n')}\n${PRELUDE_END}\n`;
}

/** The command line by which `shell` reads a prelude on descriptor 3 and then the script in its first argument. */
export function preludeCommand(shell: readonly string[], file: string): readonly string[] {
  return [...shell, '-c', 'eval "$(cat <&3)"; exec 3<&-; . "$0"', file];
}

function isOwn(name: string): boolean {
  return /^RB_\d+$/.test(name);
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
