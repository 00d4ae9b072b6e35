import {fail, type Result} from '../base/result.ts';
import {isFailure, reasonOf} from '../expression/outcome.ts';
import type {EvaluationFault, Scope} from '../expression/scope.ts';
import type {Piece} from './piece.ts';
import type {PlaceRule} from './places/contract.ts';
import {renderText, timezoneOf} from './text.ts';
import {textOf} from './text-of.ts';

/** The text of pieces with its values, escaped as the place needs them. */
export function renderPlain(pieces: readonly Piece[], rule: PlaceRule, scope: Scope): Result<string, EvaluationFault> {
  const timezone = timezoneOf(scope);
  const text = renderText(pieces, scope, (piece, value) => {
    const isStructure = typeof value === 'object' && value !== null;
    if (isStructure && rule.structures === true && piece.standing === 'bare') return rule.escape('', value, piece);
    const written = textOf(value, piece.type, timezone);
    return isFailure(written) || piece.raw ? written : rule.escape(written, value, piece);
  });
  if (!text.ok || pieces.every((piece) => piece.kind === 'text')) return text;
  const wrong = rule.finish?.(text.value);
  return wrong === undefined ? text : fail({message: reasonOf(wrong)});
}
