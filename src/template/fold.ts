import type {Fault} from '../expression/scope.ts';
import type {LoopPiece, Piece, ValuePiece} from './piece.ts';

/** How a place follows the text around values, to tell how each of them stands. */
export interface Follower<State> {
  readonly text: (state: State, text: string) => State;
  /** How a value stands, and the state after it; or why it cannot stand there. */
  readonly value: (state: State, piece: ValuePiece) => {readonly state: State; readonly standing: string} | Refusal;
  /** The state after two ways that meet; undefined if they cannot. */
  readonly merge: (a: State, b: State) => State | undefined;
  /** What is said where the two ways through a block end differently. */
  readonly uneven: string;
}

/** Why a value cannot stand in a place, and what to write. */
export interface Refusal {
  readonly refused: string;
  readonly help: string;
  readonly replacement?: string;
}

/** Pieces that know how they stand, the state after them, and what is refused. */
export interface Followed<State> {
  readonly pieces: readonly Piece[];
  readonly state: State;
  readonly faults: readonly Fault[];
}

/** Follows a text through all its pieces; every way through a block must end in one state. */
export function follow<State>(pieces: readonly Piece[], start: State, follower: Follower<State>): Followed<State> {
  const faults: Fault[] = [];
  const followed: Piece[] = [];
  let state = start;
  for (const piece of pieces) {
    const step = followPiece(piece, state, follower);
    faults.push(...step.faults);
    followed.push(...step.pieces);
    state = step.state;
  }
  return {pieces: followed, state, faults};
}

function followPiece<State>(piece: Piece, state: State, follower: Follower<State>): Followed<State> {
  switch (piece.kind) {
    case 'text':
      return {pieces: [piece], state: follower.text(state, piece.text), faults: []};
    case 'value': {
      const step = follower.value(state, piece);
      if ('standing' in step) return {pieces: [{...piece, standing: step.standing}], state: step.state, faults: []};
      const {refused, ...rest} = step;
      return {pieces: [piece], state, faults: [{code: 'unsafe-place', message: refused, ...rest, ...piece.range}]};
    }
    case 'branch': {
      const then = follow(piece.then, state, follower);
      const otherwise = follow(piece.otherwise, state, follower);
      const met = follower.merge(then.state, otherwise.state);
      const pieces = [{...piece, then: then.pieces, otherwise: otherwise.pieces}];
      return {
        pieces,
        state: met ?? then.state,
        faults: [...then.faults, ...otherwise.faults, ...uneven(piece, met, follower)],
      };
    }
    case 'loop':
      return followLoop(piece, state, follower);
  }
}

/** A loop's body is followed twice: from before the loop, and from after a first round. */
function followLoop<State>(piece: LoopPiece, state: State, follower: Follower<State>): Followed<State> {
  const body = follow(piece.body, state, follower);
  const otherwise = follow(piece.otherwise, state, follower);
  const again = follower.merge(body.state, state);
  const second = again === undefined ? undefined : follow(piece.body, again, follower);
  const met = second === undefined ? undefined : follower.merge(second.state, otherwise.state);
  const seen = new Set(body.faults.map((fault) => fault.start));
  return {
    pieces: [{...piece, body: body.pieces, otherwise: otherwise.pieces}],
    state: met ?? state,
    faults: [
      ...body.faults,
      ...(second?.faults ?? []).filter((fault) => !seen.has(fault.start)),
      ...otherwise.faults,
      ...uneven(piece, met, follower),
    ],
  };
}

function uneven<State>(
  piece: Piece & {kind: 'branch' | 'loop'},
  met: State | undefined,
  by: Follower<State>,
): readonly Fault[] {
  return met === undefined ? [{code: 'unsafe-place', message: by.uneven, ...piece.range}] : [];
}
