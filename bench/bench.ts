/** A comparison of whole processes, run in interleaved rounds. */
export interface Bench {
  readonly summary: string;
  /** Rounds where nobody asks for more or fewer. */
  readonly rounds: number;
  /** Set where the states are too large to be kept until the end. */
  readonly bulky?: true;
  /** The first is the baseline of every ratio; a second of the same shows how far the noise reaches. */
  readonly contestants: (world: World) => readonly Contestant[] | Promise<readonly Contestant[]>;
  /** What the product promises of the result. */
  readonly limits: (results: Results) => readonly Limit[];
}

/** Where a bench may write, and how the program under test is started. */
export interface World {
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
  /** The command line of `runbook` with these arguments, run by this Node. */
  readonly runbook: (...args: readonly string[]) => readonly string[];
  /** The same, its peak memory measured, which costs some milliseconds at the start. */
  readonly runbookWithPeak: (...args: readonly string[]) => readonly string[];
}

/** One command of a comparison. */
export interface Contestant {
  readonly label: string;
  readonly command: readonly string[];
  /** Done before each of its runs, which begin with an empty state folder; not measured. */
  readonly before?: (state: string) => void;
}

/** A number that must not be larger than its limit. */
export interface Limit {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: '×' | 'MB' | '%';
}

/** Medians over all rounds, by label. */
export interface Results {
  /** Wall time as a multiple of the baseline's in the same round. */
  readonly ratio: (label: string) => number;
  /** Peak resident memory of the program under test, in megabytes. */
  readonly peak: (label: string) => number;
  /** Processor time of the program under test, in percent of the wall time. */
  readonly share: (label: string) => number;
}
