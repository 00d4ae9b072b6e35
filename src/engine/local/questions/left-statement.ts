import {fail, ok, type Result} from '../../../base/result.ts';
import {statementOf} from '../../../control/statement.ts';
import {foldRun} from '../fold-run.ts';

/** What `by` would sign to approve a `step` of a run that no engine is at work on. */
export function leftStatement(folder: string, step: string, by: string): Result<string, string> {
  const folded = foldRun(folder);
  if (!folded.ok) return folded;
  const {state} = folded.value;
  const ask = [...state.inFlight.values()].find(
    (effect) =>
      effect.do === 'ask' && [effect.key, effect.path].some((name) => name === step || name.endsWith(`/${step}`)),
  );
  if (ask?.do !== 'ask' || ask.question?.what !== 'approve') return fail(`the run asks for no approval at "${step}"`);
  return ok(statementOf(state, ask, by));
}
