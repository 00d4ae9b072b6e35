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
  readonly uneven: Refusal;
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
  let taken = 0;
  for (const [index, piece] of pieces.entries()) {
    const ways = followPiece(piece, state, {follower, taken});
    faults.push(...ways.faults);
    followed.push(...ways.pieces);
    const met = meet(ways.states, pieces[index + 1], follower);
    if (met === undefined) faults.push(uneven(piece, follower));
    state = met?.state ?? ways.states[0];
    taken = met?.taken ?? 0;
  }
  return {pieces: followed, state, faults};
}

/** What one piece leads to: one state for each way through it that ends differently. */
interface Ways<State> {
  readonly pieces: readonly Piece[];
  readonly states: readonly [State, ...State[]];
  readonly faults: readonly Fault[];
}

interface Step<State> {
  readonly follower: Follower<State>;
  /** How many characters of a text were followed already. */
  readonly taken: number;
}

function followPiece<State>(piece: Piece, state: State, {follower, taken}: Step<State>): Ways<State> {
  switch (piece.kind) {
    case 'text':
      return {pieces: [piece], states: [follower.text(state, piece.text.slice(taken))], faults: []};
    case 'value': {
      const step = follower.value(state, piece);
      if ('standing' in step) return {pieces: [{...piece, standing: step.standing}], states: [step.state], faults: []};
      const {refused, ...rest} = step;
      return {
        pieces: [piece],
        states: [state],
        faults: [{code: 'unsafe-place', message: refused, ...rest, ...piece.range}],
      };
    }
    case 'branch': {
      const then = follow(piece.then, state, follower);
      const otherwise = follow(piece.otherwise, state, follower);
      return {
        pieces: [{...piece, then: then.pieces, otherwise: otherwise.pieces}],
        states: [then.state, otherwise.state],
        faults: [...then.faults, ...otherwise.faults],
      };
    }
    case 'loop':
      return followLoop(piece, state, follower);
  }
}

/** A loop's body is followed twice: from before the loop, and from after a first round. */
function followLoop<State>(piece: LoopPiece, state: State, follower: Follower<State>): Ways<State> {
  const first = follow(piece.body, state, follower);
  const second = follow(piece.body, follower.merge(first.state, state) ?? first.state, follower);
  const otherwise = follow(piece.otherwise, state, follower);
  const seen = new Set(first.faults.map((fault) => fault.start));
  return {
    pieces: [{...piece, body: first.pieces, otherwise: otherwise.pieces}],
    states: [second.state, first.state, otherwise.state],
    faults: [...first.faults, ...second.faults.filter((fault) => !seen.has(fault.start)), ...otherwise.faults],
  };
}

/** The one state in which all ways meet: at once, or after the first character of the text that follows. */
function meet<State>(
  states: readonly [State, ...State[]],
  next: Piece | undefined,
  follower: Follower<State>,
): {readonly state: State; readonly taken: number} | undefined {
  const now = mergeAll(states, follower);
  if (now !== undefined) return {state: now, taken: 0};
  const char = next?.kind === 'text' ? next.text.slice(0, 1) : '';
  if (char === '') return undefined;
  const [first, ...rest] = states;
  const later = mergeAll([follower.text(first, char), ...rest.map((each) => follower.text(each, char))], follower);
  return later === undefined ? undefined : {state: later, taken: 1};
}

function mergeAll<State>([first, ...rest]: readonly [State, ...State[]], follower: Follower<State>): State | undefined {
  let met: State | undefined = first;
  for (const state of rest) met = met === undefined ? undefined : follower.merge(met, state);
  return met;
}

function uneven<State>(piece: Piece, {uneven: {refused, help}}: Follower<State>): Fault {
  const range = piece.kind === 'text' ? {start: 0, end: 0} : piece.range;
  return {code: 'unsafe-place', message: refused, help, ...range};
}
