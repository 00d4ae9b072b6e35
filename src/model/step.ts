import type {DefPath} from '../base/ids.ts';
import type {Expression} from '../expression/expression.ts';
import type {Pattern} from '../expression/pattern.ts';
import type {Template} from '../template/template.ts';
import type {Span} from '../text/span.ts';
import type {Block} from './block.ts';
import type {Window} from './window.ts';

/** What every block has, whatever its kind: the keys that stand on every step. */
export interface Common {
  /** Its address in the text; the run's path is this with rounds and calls put in. */
  readonly def: DefPath;
  /** Its own id, or one made from its text where the author gave none. */
  readonly id: string;
  /** Whether the author gave the id, so that its values can be referred to. */
  readonly named: boolean;
  /** The key that made it this kind of step, as written: `run`, `steps`, `use`. */
  readonly kind: string;
  /** Undefined: the operator reads what the kind describes (the command). */
  readonly title?: Template;
  readonly goal?: Template;
  readonly note?: Template;
  readonly links: readonly Link[];
  readonly estimate?: Estimate;
  readonly if?: Expression;
  readonly askIf?: Template;
  /** Waited for before each attempt or pass. */
  readonly window?: Window;
  readonly danger?: Danger;
  /** Milliseconds: of one attempt of a step, of the body of a group. Persons and windows do not count. */
  readonly timeout?: number;
  /** The author's own; the nearest outward wins. */
  readonly onFailure?: Route;
  readonly hints: readonly Hint[];
  readonly noise: readonly Pattern[];
  /** Its own or inherited. */
  readonly readOnly: boolean;
  /** “Is the effect in place?”: an act or a call whose steps only look. */
  readonly probe?: Block;
  readonly undo?: Undo;
  readonly irreversible?: Template;
  readonly temporary?: 'group' | 'run' | 'released';
  /** Where it and its keys are written: `span` the kind's key, `keys` the value of each key. */
  readonly span: Span;
  readonly keys: Readonly<Record<string, Span>>;
}

/** A link; relative ones count from the runbook's file. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** How long something is expected to take, in milliseconds. */
export interface Estimate {
  readonly low: number;
  readonly high: number;
}

/** What is shown and confirmed before a dangerous step; `type`: the text that must be typed. */
export interface Danger {
  readonly text: Template;
  readonly type?: Template;
}

/** What happens when a step has failed for good; `continue` says why that is acceptable. */
export type Route = {readonly to: 'ask' | 'stop' | 'rollback'} | {readonly to: 'continue'; readonly why: string};

/** Something to try at failure; with `seen` only where the output matches it. */
export interface Hint {
  readonly seen?: Pattern;
  readonly text: Template;
  readonly try?: Template;
}

/** How to take a step back: a block to run, or why there is nothing to take back. */
export type Undo = {readonly block: Block; readonly reads: readonly (readonly string[])[]} | {readonly none: string};

/** Further attempts of an act. */
export interface Retry {
  /** Further attempts; Infinity with `for` alone. */
  readonly times: number;
  /** Milliseconds between attempts. */
  readonly every: number;
  /** Each wait is this many times the last. */
  readonly backoff: number;
  /** Milliseconds after the first attempt began beyond which none begins. */
  readonly for?: number;
  /** Only failures where this holds are tried again. */
  readonly while?: Expression;
}
