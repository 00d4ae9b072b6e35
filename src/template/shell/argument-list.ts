import type {Fault} from '../../expression/scope.ts';
import type {Piece} from '../piece.ts';
import {prepareShell} from './prepare.ts';
import {quotedWord} from './quoted-word.ts';

/** Lies between the places of two texts that are judged as one. */
const STRIDE = 2 ** 32;

/** What is refused in a list of arguments, for each of them: what would be in a script that has them as quoted words. */
export function argumentFaults(words: readonly (readonly Piece[])[]): readonly (readonly Fault[])[] {
  return faultsOf(words.length, wordPieces(words));
}

/** What is refused in the standard input of a list of arguments: what would be if it were piped into them. */
export function inputFaults(input: readonly Piece[], words: readonly (readonly Piece[])[]): readonly Fault[] {
  const composed = [text("printf '%s' "), ...quoted(input, words.length), text(' | '), ...wordPieces(words)];
  return faultsOf(words.length + 1, composed)[words.length] ?? [];
}

function wordPieces(words: readonly (readonly Piece[])[]): readonly Piece[] {
  return words.flatMap((word, index) => [text(' '), ...quoted(word, index)]);
}

function faultsOf(count: number, pieces: readonly Piece[]): readonly (readonly Fault[])[] {
  const {faults} = prepareShell(pieces, 'bash');
  return Array.from({length: count}, (_, index) =>
    faults
      .filter(({start}) => Math.floor(start / STRIDE) === index)
      .map((fault) => ({...fault, start: fault.start % STRIDE, end: fault.end % STRIDE})),
  );
}

const text = (plain: string): Piece => ({kind: 'text', text: plain});

/** A word in single quotes; a name that it assigns to, as `env` has them, stays outside. */
function quoted(word: readonly Piece[], index: number): readonly Piece[] {
  const [first, ...rest] = word;
  const name = index > 0 && first?.kind === 'text' ? (/^[A-Za-z_]\w*=/.exec(first.text)?.[0] ?? '') : '';
  const inner = first?.kind === 'text' ? [text(first.text.slice(name.length)), ...rest] : word;
  return [text(name), ...quotedWord(inner, index * STRIDE)];
}
