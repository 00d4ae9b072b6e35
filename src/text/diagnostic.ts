import type {Span} from './span.ts';

/** How grave a finding is: an error keeps a runbook from running, a warning does not. */
export type Severity = 'error' | 'warning';

/** Another place that explains a finding. */
export interface Related {
  readonly span: Span;
  readonly label: string;
}

/**
 * One finding about a text.
 * Style of `message`: lower case, quotes the user's text, says what was expected, no full stop at the end.
 */
export interface Diagnostic {
  /** Stable name of the rule, as in `undefined-name`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Where; absent only if there is no text to point at (a missing file). */
  readonly span?: Span;
  /** Short words under the caret, as in `did you mean "region"?`. */
  readonly label?: string;
  readonly related?: readonly Related[];
  /** What to do, in one sentence. */
  readonly help?: string;
  /** The text to put in place of the span, where one word mends it. */
  readonly replacement?: string;
}
