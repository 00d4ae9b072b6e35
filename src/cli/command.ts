import type {ExitStatus} from './exit-status.ts';
import type {Terminal} from './terminal.ts';

/** A command of the program: one file in `commands/`, loaded only when called. */
export interface Command {
  /** What stands after the name, as in `FILE [--input NAME=VALUE …]`. */
  readonly usage: string;
  /** What it does, in a few lines. */
  readonly about: string;
  readonly options: Options;
  /** Names of what is given by place; a name ending in `…` takes all that follow, one in brackets may be left out. */
  readonly positionals: readonly string[];
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly run: (call: Call, terminal: Terminal) => Promise<ExitStatus>;
}

/** The options of a command: parser, help and completion derive from it. */
export type Options = Readonly<Record<string, Option>>;

/** One option. */
export interface Option {
  readonly takes?: string;
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
  readonly about: string;
  /** The values it may have. */
  readonly values?: readonly string[];
}

/** What a command was called with. */
export interface Call {
  readonly positionals: readonly string[];
  /** Whether a flag was given. */
  readonly flag: (name: string) => boolean;
  /** The value of an option, the last if there are several. */
  readonly value: (name: string) => string | undefined;
  /** All the values of an option that may be given several times. */
  readonly values: (name: string) => readonly string[];
}
