import {fail, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {type Failure, isFailure, reasonOf} from '../expression/outcome.ts';
import type {EvaluationFault, Scope} from '../expression/scope.ts';
import type {Piece, ValuePiece} from './piece.ts';
import type {PlaceRule, Stood} from './places/contract.ts';
import {renderText, timezoneOf} from './text.ts';
import {textOf} from './text-of.ts';

/** The text of pieces with its values, escaped as the place needs them. */
export function renderPlain(pieces: readonly Piece[], rule: PlaceRule, scope: Scope): Result<string, EvaluationFault> {
  const timezone = timezoneOf(scope);
  const stood: Stood[] = [];
  const escaped = (piece: ValuePiece, value: Value): string | Failure => {
    const isStructure = typeof value === 'object' && value !== null;
    if (isStructure && rule.structures === true && piece.standing === 'bare') return rule.escape('', value, piece);
    const written = textOf(value, piece.type, timezone);
    return isFailure(written) || piece.raw ? written : rule.escape(written, value, piece);
  };
  const text = renderText(pieces, scope, (piece, value, start) => {
    const written = escaped(piece, value);
    if (!isFailure(written)) stood.push({start, end: start + written.length, piece});
    return written;
  });
  if (!text.ok || pieces.every((piece) => piece.kind === 'text')) return text;
  const wrong = rule.finish?.(text.value, stood);
  return wrong === undefined ? text : fail({message: reasonOf(wrong)});
}
