import type {Fault} from '../../expression/scope.ts';
import {type Follower, follow} from '../fold.ts';
import type {Piece} from '../piece.ts';
import type {Dialect} from './dialect.ts';

/** Tells how each value of a script stands, and refuses those that cannot stand safely. */
export function prepareShell(
  pieces: readonly Piece[],
  _dialect: Dialect,
): {readonly pieces: readonly Piece[]; readonly faults: readonly Fault[]} {
  return follow(pieces, 'word', follower);
}

const follower: Follower<string> = {
  text: (state, text) =>
    [...text].reduce(
      (at, char) =>
        char === '"' && at !== 'single'
          ? at === 'double'
            ? 'word'
            : 'double'
          : char === "'" && at !== 'double'
            ? at === 'single'
              ? 'word'
              : 'single'
            : at,
      state,
    ),
  value: (state) => ({state, standing: state}),
  merge: (a, b) => (a === b ? a : undefined),
  uneven: 'quotes begin or end inside the block on one way only',
};
