import {failure} from '../../expression/outcome.ts';
import {type Follower, follow} from '../fold.ts';
import type {PlaceRule} from './contract.ts';

/** A JSON document: a value inside quotes becomes part of the string, one outside a JSON value of its own. */
export const json: PlaceRule = {
  structures: true,
  prepare: (pieces) => follow(pieces, 'bare', follower),
  escape: (text, value, piece) => {
    if (piece.standing === 'string') return JSON.stringify(text.toWellFormed()).slice(1, -1);
    if (piece.json) return text;
    const typed = piece.type.kind === 'time' || piece.type.kind === 'duration' ? text : value;
    return JSON.stringify(typeof typed === 'string' ? typed.toWellFormed() : typed);
  },
  finish: (text) => {
    try {
      JSON.parse(text);
      return undefined;
    } catch (error) {
      return failure(`with its values this is not JSON: ${error instanceof Error ? error.message : ''}`);
    }
  },
};

type State = 'bare' | 'string' | 'escape';

const follower: Follower<State> = {
  text: (state, text) => [...text].reduce(next, state),
  value: (state) =>
    state === 'escape'
      ? {
          refused: 'a value cannot stand after a backslash in JSON',
          help: 'remove the backslash: values are escaped already',
        }
      : {state, standing: state},
  merge: (a, b) => (a === b ? a : undefined),
  uneven: {
    refused: 'a string of this JSON begins or ends inside the block on one way only',
    help: 'begin and end every string either inside or outside of the block',
  },
};

function next(state: State, char: string): State {
  if (state === 'escape') return 'string';
  if (char === '"') return state === 'string' ? 'bare' : 'string';
  return char === '\\' && state === 'string' ? 'escape' : state;
}
