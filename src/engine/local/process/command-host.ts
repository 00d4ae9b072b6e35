import type {Terminals} from './terminals.ts';

/** What an earlier engine may have done of an act. */
export interface Resumed {
  /** Whether the machine has not been started anew since. */
  readonly sameBoot: boolean;
}

/**
 * Why an output is kept in memory alone: what is captured of it is secret, or a secret that it may hold is not known and
 * cannot be masked.
 */
export type Withheld = 'sensitive' | 'unmaskable';

/** What a command needs to know of the run it belongs to. */
export interface CommandHost {
  readonly run: {
    readonly folder: string;
    readonly seed: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  /** Names the command within the run: the same after a resume. */
  readonly key: string;
  readonly inherit: readonly string[];
  /** Every form of every secret known by now. */
  readonly forms: () => readonly string[];
  /** Set where an earlier engine may have started it. */
  readonly resumed?: Resumed;
  /** Aborted when the command is to be ended. */
  readonly cancelled: AbortSignal;
  /** Aborted when this engine leaves the run; commands run on. */
  readonly left: AbortSignal;
  /** Where a command that needs a terminal is offered, if anybody may come to give it one. */
  readonly terminals?: Terminals;
  readonly onPassed: (passed: number) => void;
  readonly note: (message: string) => void;
  /** Keep the output out of every file, and why. */
  readonly withhold?: Withheld | undefined;
  /** Milliseconds between TERM and KILL. */
  readonly grace?: number;
}
