/** Why a step failed: one case for each thing an operator would do differently. Plain data. */
export type StepFailure =
  /** It ran, and what was expected of it does not hold. */
  | {readonly reason: 'unexpected'; readonly findings: readonly Finding[]; readonly tail?: readonly string[]}
  /** It took longer than its timeout (milliseconds) and was killed; whether it had its effect is unknown. */
  | {
      readonly reason: 'timed-out';
      readonly after: number;
      readonly tail?: readonly string[];
      readonly survivors?: readonly string[];
    }
  /** It could not be started: certainly nothing happened. */
  | {readonly reason: 'not-started'; readonly message: string}
  /** It broke in a way that leaves its effect unknown: a lost connection, a filter that died. */
  | {readonly reason: 'broken'; readonly message: string; readonly tail?: readonly string[]}
  /** The engine died meanwhile and nothing is known; a person or the step's own word decided that it counts as failed. */
  | {readonly reason: 'in-doubt'; readonly message: string}
  /** A value could not be had: an expression or template gave none. */
  | {readonly reason: 'no-value'; readonly message: string}
  /** A person said no. */
  | {readonly reason: 'refused'; readonly by: string; readonly why?: string}
  /** Nobody answered in time. */
  | {readonly reason: 'expired'; readonly after: number}
  /** Something it consists of failed; the path says where the first cause is. */
  | {
      readonly reason: 'member';
      readonly path: string;
      readonly message: string;
      /** The reason of the first cause. */
      readonly cause: Exclude<StepFailure['reason'], 'member'>;
    }
  /** A loop reached its bound, no branch held, a monitor breached, `end: failed`: the message says it. */
  | {readonly reason: 'rule'; readonly message: string};

/** One expectation that does not hold. */
export interface Finding {
  /** `exit`, `stdout.contains`, `that`, … */
  readonly assertion: string;
  readonly expected: string;
  readonly actual: string;
  /** Both whole, where lines of theirs can be compared. */
  readonly texts?: {readonly expected: string; readonly actual: string};
  /** The author's `because`. */
  readonly because?: string;
}
