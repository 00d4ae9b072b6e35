import type {Values} from '../../base/value.ts';
import type {TSchema} from '../grammar/schema.ts';

/** An expectation on a text that comes piece by piece: a key of `Match`, or `sequence`. */
export interface TextAssertion<Argument> {
  readonly name: string;
  readonly summary: string;
  readonly schema: TSchema;
  readonly examples: readonly unknown[];
  /** Begins to match; `argument` is rendered. */
  readonly begin: (argument: Argument) => Matcher;
}

/** An expectation on one value of a result: `exit`, `status`, `headers`, `json`, `faster_than`. */
export interface ValueAssertion<Argument> {
  readonly name: string;
  readonly summary: string;
  readonly schema: TSchema;
  readonly examples: readonly unknown[];
  /** Which result it looks at. */
  readonly subject: string;
  readonly judge: (value: unknown, argument: Argument) => Verdict;
}

/** Reads a text once, in pieces of any length, in bounded memory. */
export interface Matcher {
  /** Takes the next piece; `at` is when it came, in milliseconds since the attempt began (needed by `within`). */
  readonly feed: (piece: string, at?: number) => void;
  /**
   * What can be said now, as if the text ended here; without `ended` an unfinished last line is not looked at yet.
   * After `ended` nothing more may be fed.
   */
  readonly verdict: (ended: boolean) => Verdict;
  /** For `sequence`: how many milestones have passed. */
  readonly passed?: () => number;
}

/** Whether an expectation holds. */
export type Verdict =
  | {readonly holds: true; readonly captured?: Values}
  | {readonly holds: false; readonly expected: string; readonly actual: string};

/** The matchers of one attempt, by the stream they read. */
export interface OutputMatchers {
  readonly stdout: readonly Matcher[];
  readonly stderr: readonly Matcher[];
  readonly output: readonly Matcher[];
}
