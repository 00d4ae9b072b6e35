import {limits, sizeText} from '../base/limits.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {type Failure, failure, isFailure, reasonOf} from '../expression/outcome.ts';
import {newFrame} from '../expression/run.ts';
import type {EvaluationFault, Scope} from '../expression/scope.ts';
import type {Piece, ValuePiece} from './piece.ts';
import {render} from './render.ts';

/** Renders pieces to a text no longer than the limit; `write` gives what stands for a value at a position. */
export function renderText(
  pieces: readonly Piece[],
  scope: Scope,
  write: (piece: ValuePiece, value: Value, position: number) => string | Failure,
): Result<string, EvaluationFault> {
  const parts: string[] = [];
  let size = 0;
  const add = (text: string): Failure | undefined => {
    parts.push(text);
    size += text.length;
    return size > limits.text ? failure(`the text with its values is larger than ${sizeText(limits.text)}`) : undefined;
  };
  const failed = render(pieces, newFrame(scope), {
    text: add,
    value: (piece, value) => {
      const written = write(piece, value, size);
      return isFailure(written) ? written : add(written);
    },
  });
  return failed === undefined ? ok(parts.join('')) : fail({message: reasonOf(failed)});
}

/** The runbook's time zone, or UTC. */
export function timezoneOf(scope: Scope): () => string {
  return () => {
    const zone = scope.get(['run', 'timezone']);
    return typeof zone === 'string' ? zone : 'UTC';
  };
}
