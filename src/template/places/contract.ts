import type {Value} from '../../base/value.ts';
import type {Failure} from '../../expression/outcome.ts';
import type {Fault} from '../../expression/scope.ts';
import type {Piece, ValuePiece} from '../piece.ts';

/** How values are put into one kind of place. */
export interface PlaceRule {
  /** Tells how each value stands, where that matters. */
  readonly prepare?: (pieces: readonly Piece[]) => {
    readonly pieces: readonly Piece[];
    readonly faults: readonly Fault[];
  };
  /** A list or map may stand here. */
  readonly structures?: boolean;
  /** The value's text as it is put in. */
  readonly escape: (text: string, value: Value, piece: ValuePiece) => string | Failure;
  /** Looks at the whole text and where values stand in it; a failure if it is no good. */
  readonly finish?: (text: string, stood: readonly Stood[]) => Failure | undefined;
}

/** Where in a text a value stands, escaped. */
export interface Stood {
  readonly start: number;
  readonly end: number;
  readonly piece: ValuePiece;
}
