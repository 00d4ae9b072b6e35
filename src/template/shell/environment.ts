import type {Piece} from '../piece.ts';
import type {Refused} from './refusals.ts';
import {variableRefusal} from './variables.ts';

/** Why the text of an environment variable may not hold the values it does, if it may not. */
export function environmentRefusal(name: string, pieces: readonly Piece[]): Refused | undefined {
  return hasValue(pieces) ? variableRefusal(name) : undefined;
}

/** Whether a value stands anywhere in the text; with three braces it is let in, as in a script. */
function hasValue(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => {
    if (piece.kind === 'text') return false;
    if (piece.kind === 'value') return !piece.raw;
    return hasValue([...(piece.kind === 'branch' ? piece.then : piece.body), ...piece.otherwise]);
  });
}
