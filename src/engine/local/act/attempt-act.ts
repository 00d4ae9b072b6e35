import {stepPath} from '../../../base/ids.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {Values} from '../../../base/value.ts';
import {scopeAt} from '../../../events/scope.ts';
import type {Scope} from '../../../expression/scope.ts';
import {actingKind} from '../../../interpreter/kind-of.ts';
import {beginExpectations} from '../../../kinds/expectations.ts';
import type {Io} from '../../../kinds/io.ts';
import {judge} from '../../../kinds/judge.ts';
import type {FailedExpectation, Performed} from '../../../kinds/steps/contract.ts';
import type {ActBlock} from '../../../model/block.ts';
import type {Run} from '../run.ts';
import {renderContext} from './context.ts';

/** An attempt that was made, and, if it ran to its end, what its step says about it. */
export interface Attempted {
  readonly performed: Performed;
  readonly verdict?: Result<Values, readonly FailedExpectation[]>;
  /** What the step saw. */
  readonly scope: Scope;
}

/** One attempt to be made. */
export interface AttemptRequest {
  readonly block: ActBlock;
  /** Where in the run it stands. */
  readonly path: string;
  readonly io: Io;
  /** In the place of the step's own command. */
  readonly instead?: string;
  /** Milliseconds, where the author wrote none. */
  readonly timeout?: number;
}

/**
 * Makes one attempt of a step and judges it; the error says which value could not be had. A secret that is missing fails
 * the steps that ask for it, and no other: what ends a run must not need what only its steps needed.
 */
export async function attemptAct(run: Run, request: AttemptRequest): Promise<Result<Attempted, string>> {
  const {runbook, state, secrets} = run;
  await secrets.resolve();
  const asked = new Set<string>();
  const seen = secrets.seenIn(scopeAt({runbook, state, path: stepPath(request.path)}));
  const made = await attemptSeeing(run, request, notingSecrets(seen, asked));
  const began = made.ok && made.value.performed.did !== 'not-started';
  const missing = began ? undefined : secrets.whyMissing(asked);
  return missing === undefined ? made : fail(missing);
}

/** `scope`, of which is noted what secrets are asked for. */
function notingSecrets(scope: Scope, asked: Set<string>): Scope {
  return {
    get: (reference) => {
      const [root, name] = reference;
      if (root === 'secrets' && name !== undefined) asked.add(name);
      return scope.get(reference);
    },
  };
}

async function attemptSeeing(run: Run, request: AttemptRequest, scope: Scope): Promise<Result<Attempted, string>> {
  const {block, io} = request;
  const {runbook, state} = run;
  const context = renderContext(block.context, scope, state.started?.cwd ?? '/');
  if (!context.ok) return fail(context.error.message);
  const expectations = beginExpectations(block.expect, scope);
  if (!expectations.ok) return fail(expectations.error.message);
  const kind = actingKind(block.kind);
  const timeout = block.timeout ?? kind.timeout ?? request.timeout;
  const performed = await kind.perform(
    {
      body: request.instead === undefined ? block.body : (kind.edited?.(block.body, request.instead) ?? block.body),
      scope,
      context: context.value,
      matchers: expectations.value.matchers,
      channels: runbook.channels,
      ...(timeout !== undefined && {timeout}),
    },
    io,
  );
  if (performed.did !== 'ended') return ok({performed, scope});
  const {expect, capture, sensitive} = block;
  const id = block.named ? block.id : undefined;
  const verdict = judge({expectations: expectations.value, expect, capture, sensitive, performed, scope, id});
  return ok({performed, verdict, scope});
}
