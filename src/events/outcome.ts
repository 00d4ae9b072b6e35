/** How a step ended. `accepted` failed and was let pass, by `{continue: why}` or within a loop's `max_failures`. */
export type Outcome = 'succeeded' | 'skipped' | 'accepted' | 'failed' | 'stopped';

/** How a run ended. */
export type Verdict =
  | {readonly is: 'succeeded'; readonly accepted: number}
  | {readonly is: 'failed'; readonly reason: string}
  | {readonly is: 'stopped'; readonly reason: string}
  /** Taken back; `verified` by the rollback's own check, `untouched` names what was changed and stays so. */
  | {
      readonly is: 'rolled-back';
      readonly reason: string;
      readonly verified: boolean;
      readonly untouched: readonly string[];
    }
  | {readonly is: 'rollback-failed'; readonly reason: string; readonly untouched: readonly string[]};

/** What was done and stays so, although it says how it is taken back. */
export interface Standing {
  /** Titles, the latest first; temporary changes are told of as in force. */
  readonly steps: readonly string[];
  /** Whether a rollback can take them back. */
  readonly offered: boolean;
}
