import type {Fault} from '../expression/scope.ts';
import {typeText} from '../expression/type.ts';
import type {Piece, ValuePiece} from './piece.ts';

/** The faults of lists and maps that are put into a text as they are, where `allowed` does not let them. */
export function structureFaults(
  pieces: readonly Piece[],
  source: string,
  allowed: (piece: ValuePiece) => boolean,
): readonly Fault[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'text') return [];
    if (piece.kind === 'value') return isStructure(piece) && !allowed(piece) ? [fault(piece, source)] : [];
    const inner = piece.kind === 'branch' ? piece.then : piece.body;
    return structureFaults([...inner, ...piece.otherwise], source, allowed);
  });
}

function isStructure({type: {kind}}: ValuePiece): boolean {
  return kind === 'list' || kind === 'map' || kind === 'record';
}

function fault(piece: ValuePiece, source: string): Fault {
  const name = source.slice(piece.range.start, piece.range.end).replace(/[{}]/g, '').trim();
  const join = piece.type.kind === 'list' ? `{{join ${name} ", "}} or ` : '';
  return {
    code: 'type',
    message: `"${name}" is ${typeText(piece.type)}, which has no text of its own`,
    help: `write ${join}{{json ${name}}}`,
    ...piece.range,
  };
}
