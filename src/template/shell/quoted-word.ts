import type {Piece} from '../piece.ts';

/** A text with values as a word of a script in single quotes; the places of its values are moved by `offset`. */
export function quotedWord(word: readonly Piece[], offset: number): readonly Piece[] {
  return [plain("'"), ...word.map((piece) => inside(piece, offset)), plain("'")];
}

function inside(piece: Piece, offset: number): Piece {
  if (piece.kind === 'text') return plain(piece.text.replaceAll("'", "'\\''"));
  const range = {start: piece.range.start + offset, end: piece.range.end + offset};
  if (piece.kind === 'value') return {...piece, range};
  const otherwise = piece.otherwise.map((each) => inside(each, offset));
  return piece.kind === 'branch'
    ? {...piece, range, otherwise, then: piece.then.map((each) => inside(each, offset))}
    : {...piece, range, otherwise, body: piece.body.map((each) => inside(each, offset))};
}

const plain = (text: string): Piece => ({kind: 'text', text});
