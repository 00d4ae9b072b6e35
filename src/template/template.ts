import type {Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import type {EvaluationFault, Reference, Scope} from '../expression/scope.ts';
import type {Piece} from './piece.ts';
import type {Exposed} from './shell/exposed.ts';

/**
 * Where a text stands, which decides how values put into it are escaped.
 * `text` plain words for people · `markdown` · `url` a whole URL (values are percent-encoded unless the template begins
 * with the value) · `json` a JSON document · `header` one HTTP header value · `slack` Slack's mrkdwn · `path` a file name
 * (values cannot leave the folder) · `argument` one argument of a list-form command, one word, unescaped ·
 * `value` exactly the text, parsed later by its declared type · `sample` the sample of `like` (values match literally) ·
 * `pattern` an RE2 pattern (values match literally) · `shell` a script (values travel as variables).
 */
export type Place =
  | 'text'
  | 'markdown'
  | 'url'
  | 'json'
  | 'header'
  | 'slack'
  | 'path'
  | 'argument'
  | 'value'
  | 'sample'
  | 'pattern'
  | 'shell';

/** A Handlebars text that was parsed and checked; rendering it is pure. */
export interface Template {
  readonly source: string;
  readonly place: Place;
  readonly reads: readonly Reference[];
  /** Names under `secrets` that it reads. */
  readonly secrets: readonly string[];
  readonly constant: boolean;
  /** Only for `shell`: secrets that the script hands to programs as arguments. */
  readonly exposed?: readonly Exposed[];
  /** Only for `argument`, `value` and `shell`: its parts, for what a command makes of them. */
  readonly pieces?: readonly Piece[];
  /** Set if the text is exactly one reference, whose value then keeps its type. */
  readonly reference?: Reference;
  /** The text with its values. For a `shell` text: for people to read, values quoted as a shell would need them. */
  readonly render: (scope: Scope) => Result<string, EvaluationFault>;
  /** The text for people while values are missing: what cannot be had yet stands as it is written, in `‹ ›`. */
  readonly outline: (scope: Scope) => string;
  /** The value, of its own type if the text is one reference, else the rendered text. */
  readonly value: (scope: Scope) => Result<Value, EvaluationFault>;
  /** Only for `shell`: the script to run and the variables it reads. */
  readonly script: (scope: Scope) => Result<ShellScript, EvaluationFault>;
}

/** A script in which every value stands as a reference to a variable. */
export interface ShellScript {
  readonly text: string;
  readonly variables: readonly ShellVariable[];
}

/** A variable of a script: `secret` ones travel by a descriptor, never by the environment. */
export interface ShellVariable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}
