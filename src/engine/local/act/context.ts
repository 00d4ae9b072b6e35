import {resolve} from 'node:path';
import {ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault, Scope} from '../../../expression/scope.ts';
import type {ActContext} from '../../../kinds/steps/contract.ts';
import type {Context} from '../../../model/block.ts';

/** The shell of a script where nobody names one: nothing of the user's own, and it stops at the first failure. */
export const DEFAULT_SHELL = ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-O', 'inherit_errexit'] as const;

/** Where and with what a step runs, with the values that `scope` has; `cwd` is that of the run. */
export function renderContext(context: Context, scope: Scope, cwd: string): Result<ActContext, EvaluationFault> {
  const folder = context.cwd?.render(scope) ?? ok('.');
  if (!folder.ok) return folder;
  const env: Record<string, {readonly value: string; readonly secret: boolean}> = {};
  for (const [name, template] of Object.entries(context.env)) {
    const value = template.render(scope);
    if (!value.ok) return value;
    env[name] = {value: value.value, secret: template.secrets.length > 0};
  }
  return ok({cwd: resolve(cwd, folder.value), env, shell: context.shell ?? DEFAULT_SHELL});
}
