import type {Value} from '../base/value.ts';
import type {Range} from '../expression/ast.ts';
import type {Outcome} from '../expression/outcome.ts';
import type {Frame} from '../expression/run.ts';
import type {Reference} from '../expression/scope.ts';
import type {Type} from '../expression/type.ts';

/** A checked part of a template. */
export type Piece =
  | {readonly kind: 'text'; readonly text: string}
  | ValuePiece
  | {
      readonly kind: 'branch';
      readonly range: Range;
      readonly test: (frame: Frame) => Outcome;
      readonly then: readonly Piece[];
      readonly otherwise: readonly Piece[];
    }
  | LoopPiece;

/** A place where a value is put in. */
export interface ValuePiece {
  readonly kind: 'value';
  readonly range: Range;
  readonly type: Type;
  readonly run: (frame: Frame) => Outcome;
  /** `{{{ }}}`: put in as it is. */
  readonly raw: boolean;
  /** The text is JSON already, for it comes from the helper `json`. */
  readonly json: boolean;
  /** It is what a helper gives, or a constant, not a value under its own name. */
  readonly computed: boolean;
  /** It reads a secret. */
  readonly secret: boolean;
  /** The static reference that it is. */
  readonly reference?: Reference;
  /** Set by the place: how the text around it makes it stand. */
  readonly standing?: string;
}

/** A part that is repeated for each item, or entered once with a value (`with`). */
export interface LoopPiece {
  readonly kind: 'loop';
  readonly range: Range;
  readonly items: (frame: Frame) => Outcome;
  /** Puts the loop's names in place for one item. */
  readonly enter: (frame: Frame, item: LoopItem) => void;
  readonly body: readonly Piece[];
  readonly otherwise: readonly Piece[];
  /** `with`: the value itself is the only item. */
  readonly once: boolean;
}

/** One item of a loop. */
export interface LoopItem {
  readonly value: Value;
  readonly key: string | number;
  readonly index: number;
  readonly last: boolean;
}
