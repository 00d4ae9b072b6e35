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
export type Verdict = {readonly holds: true; readonly captured?: Values} | ({readonly holds: false} & Mismatch);

/** What was expected beside what came, in a few words each. */
export interface Mismatch {
  readonly expected: string;
  readonly actual: string;
  /** Both whole, where lines of theirs can be compared; neither is longer than 4000 characters. */
  readonly texts?: {readonly expected: string; readonly actual: string};
}

/** The texts of a mismatch, where there are lines to compare and not too many. */
export function comparable(expected: string, actual: string): Pick<Mismatch, 'texts'> {
  const fits = Math.max(expected.length, actual.length) <= MOST_COMPARED;
  const hasLines = expected.trimEnd().includes('\n') && actual.trimEnd().includes('\n');
  return fits && hasLines ? {texts: {expected, actual}} : {};
}

/** Characters of a text that are kept to be compared. */
export const MOST_COMPARED = 4000;

/** The matchers of one attempt, by the stream they read. */
export interface OutputMatchers {
  readonly stdout: readonly Matcher[];
  readonly stderr: readonly Matcher[];
  readonly output: readonly Matcher[];
}
