import {limits} from '../base/limits.ts';
import {type Failure, isFailure} from '../expression/outcome.ts';
import {type Frame, newFrame, spend} from '../expression/run.ts';
import type {Scope} from '../expression/scope.ts';
import type {LoopItem, LoopPiece, Piece, ValuePiece} from './piece.ts';
import {loopItems} from './render.ts';
import {timezoneOf} from './text.ts';
import {textOf} from './text-of.ts';

interface Outlining {
  readonly source: string;
  readonly frame: Frame;
  readonly timezone: () => string;
  readonly show: (piece: ValuePiece, text: string) => string | Failure;
  /** How many characters it may still become longer. */
  readonly room: {left: number};
}

/**
 * The text for people while values are still missing: what cannot be had yet stands as it is written, in `‹ ›`, and so
 * does a value of `scope` that already stands so. Secrets are `***`. What makes it longer than a text may be stands as it
 * is written, too.
 */
export function outline(
  pieces: readonly Piece[],
  {source, scope, show}: {readonly source: string; readonly scope: Scope; readonly show: Outlining['show']},
): string {
  return textFor(pieces, {
    source,
    frame: newFrame(scope),
    timezone: timezoneOf(scope),
    show,
    room: {left: limits.text},
  });
}

function textFor(pieces: readonly Piece[], at: Outlining): string {
  return pieces.map((piece) => pieceText(piece, at)).join('');
}

function pieceText(piece: Piece, at: Outlining): string {
  switch (piece.kind) {
    case 'text':
      return placed(piece.text, at);
    case 'value':
      return at.room.left > 0 ? placed(valueText(piece, at), at) : written(piece, at);
    case 'branch': {
      const holds = piece.test(at.frame);
      return isFailure(holds) ? written(piece, at) : textFor(holds === true ? piece.then : piece.otherwise, at);
    }
    case 'loop':
      return loopText(piece, at);
  }
}

function placed(text: string, {room}: Outlining): string {
  room.left -= text.length;
  return text;
}

function valueText(piece: ValuePiece, at: Outlining): string {
  if (piece.secret) return '***';
  const value = piece.run(at.frame);
  if (isFailure(value) || value === undefined || value === null) return written(piece, at);
  if (typeof value === 'string' && /^‹.*›$/s.test(value)) return value;
  const text = textOf(value, piece.type, at.timezone);
  if (isFailure(text)) return written(piece, at);
  const escaped = piece.raw ? text : at.show(piece, text);
  return isFailure(escaped) ? text : escaped;
}

function loopText(piece: LoopPiece, at: Outlining): string {
  const items = loopItems(piece, at.frame);
  if (!Array.isArray(items)) return written(piece, at);
  if (items.length === 0) return textFor(piece.otherwise, at);
  const rounds: string[] = [];
  for (const item of items as readonly LoopItem[]) {
    if (at.room.left <= 0 || spend(at.frame, 10) !== undefined) return [...rounds, written(piece, at)].join('');
    piece.enter(at.frame, item);
    rounds.push(textFor(piece.body, at));
  }
  return rounds.join('');
}

/** What stands in the text: of a value its name or the call that gives it, of a block its beginning. */
function written({range}: Exclude<Piece, {readonly kind: 'text'}>, {source}: Outlining): string {
  const text = source.slice(range.start, range.end);
  const inner = /^\{\{\{?~?#?\s*([\s\S]*?)\s*~?\}?\}\}/.exec(text)?.[1] ?? text;
  return `‹${inner}›`;
}
