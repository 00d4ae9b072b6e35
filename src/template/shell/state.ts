import type {Range} from '../../expression/ast.ts';

/** A value in a script: where the template has it, and whether it is a whole number, which no shell can misread. */
export interface Place extends Range {
  readonly int: boolean;
  /** It stands in a command substitution inside this word, not in the word itself. */
  readonly nested?: boolean;
}

/** The text of a word, as far as it was read. */
export interface Spelling {
  /** Its text without quotes; what is put in or expanded is `HOLE`. */
  text: string;
  /** The same, with what was quoted as `QUOTED`. */
  bare: string;
  quoted: boolean;
}

/** A word of a command, as far as it was read. */
export interface Word extends Spelling {
  values: Place[];
  /** How it is spelled on other ways through the blocks of the template. */
  ways: Spelling[];
}

/** Stands in a word's text for a value or an expansion. */
export const HOLE = '\uFFFC';
/** Stands in a word's bare text for a quoted character. */
export const QUOTED = '\u0001';

/** What a list of commands expects next. */
export type Expecting =
  | 'command'
  | 'argument'
  | 'target'
  | 'descriptor'
  | 'delimiter'
  | 'variable'
  | 'function'
  | 'in'
  | 'words'
  | 'case-word'
  | 'case-in'
  | 'pattern'
  | 'end';

/** A here-document whose body has not begun. */
export interface Heredoc {
  readonly delimiter: string;
  readonly expands: boolean;
  readonly tabs: boolean;
  /** The program that runs its body as code. */
  program: string | null;
}

/** A list of commands: the script, a subshell, or a substitution. */
export interface Commands {
  readonly kind: 'commands';
  readonly close: '' | ')';
  at: Expecting;
  back: Expecting;
  word: Word | null;
  /** The words of the command so far, on every way through the blocks of the template. */
  variants: Word[][];
  heredocs: Heredoc[];
  /** The operator whose target is read. */
  operator: string;
  /** The next here-document's delimiter was introduced by `<<-`. */
  tabs: boolean;
  cases: number;
  /** The variable of the loop whose words are read. */
  loop: string;
  /** What every command in this list may read, as it is piped into the list. */
  input: Place[];
  /** What flows down the pipeline, and the program in it that runs its input as code. */
  piped: Place[];
  program: string | null;
  /** The command that is read takes its input from a file or text of its own. */
  redirected: boolean;
  /** The last command ended with `|`. */
  open: boolean;
  /** Every value in this list so far. */
  seen: Place[];
}

/** A stretch of a script with its own rules of quoting. */
export type Frame =
  | Commands
  | {readonly kind: 'single' | 'ansi' | 'double' | 'backtick' | 'comment'}
  | {readonly kind: 'arithmetic'; depth: number}
  | {readonly kind: 'brace'; readonly quoted: boolean}
  | {readonly kind: 'test'; word: Word | null; words: Word[]}
  | {readonly kind: 'array'; word: Word | null}
  | {
      readonly kind: 'heredoc';
      readonly delimiter: string;
      readonly expands: boolean;
      readonly tabs: boolean;
      readonly program: string | null;
      /** The line so far, or null where it holds more than plain text. */
      line: string | null;
      /** The pipeline goes on behind the body. */
      readonly open: boolean;
    };

/** All that is known where a script's text has been read to. */
export interface State {
  frames: Frame[];
  /** The end of the text read so far, which only means something with what follows. */
  carry: string;
  /** Variables declared as integers: assigning to them evaluates. */
  integers: string[];
  /** Variables that hold a value of the template. */
  tainted: Record<string, Place>;
  /** Why the rest cannot be understood. */
  lost: string | null;
}

/** The state before a script. */
export function beginning(): State {
  return {frames: [commandList('')], carry: '', integers: [], tainted: {}, lost: null};
}

/** A list of commands that ends with `close`. */
export function commandList(close: '' | ')', input: readonly Place[] = []): Commands {
  return {
    kind: 'commands',
    close,
    at: 'command',
    back: 'command',
    word: null,
    variants: [[]],
    heredocs: [],
    operator: '',
    tabs: false,
    cases: 0,
    loop: '',
    input: [...input],
    piped: [...input],
    program: null,
    redirected: false,
    open: false,
    seen: [],
  };
}

/** The innermost frame. */
export function top(state: State): Frame {
  const frame = state.frames.at(-1);
  if (frame === undefined) throw new Error('a shell script has no frame left');
  return frame;
}

/** A word of which nothing was read. */
export function emptyWord(): Word {
  return {text: '', bare: '', quoted: false, values: [], ways: []};
}
