import type {Values} from '../base/value.ts';
import type {Expression} from '../expression/expression.ts';
import type {Scope} from '../expression/scope.ts';
import {streams} from './grammar/expect.ts';
import {withBranch, withRoots} from './result-scope.ts';
import type {Ended} from './steps/contract.ts';

/**
 * What `capture`, `that`, `retry.while` and a monitor's `value` see: what the step sees, its result and its captures
 * so far. A text that cannot be read is absent; `unreadableOutput` says why.
 */
export function attemptScope(attempt: {
  readonly scope: Scope;
  readonly performed: Ended;
  readonly id?: string | undefined;
  readonly captured?: Values;
}): Scope {
  const {scope, performed, id, captured = {}} = attempt;
  const seen = withRoots(withTexts(scope, performed), performed.results);
  return id === undefined ? seen : withBranch(seen, ['steps', id], captured);
}

/** Why the output that `expression` reads cannot be had, or undefined where it can. */
export function unreadableOutput(expression: Expression, performed: Ended): string | undefined {
  for (const stream of streams) {
    if (stream in performed.results || !expression.reads.some(([root]) => root === stream)) continue;
    const text = performed.output?.text(stream);
    if (text !== undefined && !text.ok) return text.error.message;
  }
  return undefined;
}

/** Reads a stream only when it is asked for. */
function withTexts(scope: Scope, performed: Ended): Scope {
  return {
    get(reference) {
      const stream = streams.find((name) => name === reference[0]);
      if (stream === undefined || performed.output === undefined) return scope.get(reference);
      const text = performed.output.text(stream);
      return text.ok ? text.value : undefined;
    },
  };
}
