import type {Value, Values} from '../base/value.ts';
import type {RunView} from '../events/view.ts';
import type {Runbook} from '../model/runbook.ts';
import {type PlanItem, planOf} from '../report/plan/plan.ts';

/**
 * What comes after the step `def`, in order and up to the next approval: the commands and requests with the values they
 * have by now; what only the run itself will know stands in ‹ ›, secrets as `***`.
 */
export function whatFollows(runbook: Runbook, view: RunView, def: string): readonly string[] {
  const items = planned(runbook, view);
  const after = items.slice(items.findIndex(({path}) => path === def) + 1);
  const next = after.findIndex(({kind}) => kind === 'approve');
  return (next === -1 ? after : after.slice(0, next)).flatMap(doneBy);
}

/** What the step `def` itself does, with what is in it, told in the same way. */
export function whatIsDone(runbook: Runbook, view: RunView, def: string): readonly string[] {
  const items = planned(runbook, view);
  return items.filter(({path}) => path === def || path.startsWith(`${def}/`)).flatMap(doneBy);
}

function planned(runbook: Runbook, view: RunView): readonly PlanItem[] {
  return planOf(runbook, view.inputs, {steps: capturedIn(runbook, view)}).flatMap(inOrder);
}

function doneBy({title, does, children}: PlanItem): readonly string[] {
  if (does === undefined || children.some(({role}) => role === undefined)) return [];
  return [title === undefined || title === does ? does.trimEnd() : `${title}: ${does.trimEnd()}`];
}

/** What is done on the way forward: not what stands beside it for when something fails. */
function inOrder(item: PlanItem): readonly PlanItem[] {
  const inside = item.children.filter(({role}) => role === undefined || !BESIDE.test(role));
  return [item, ...inside.flatMap(inOrder)];
}

const BESIDE = /^(is it done\?|if it fails|to take it back|until|at the end of|stays until|after a rollback)/;

/** The values that the steps of the file itself have given. */
export function capturedIn(runbook: Runbook, view: RunView): Values {
  const captured: Record<string, Value> = {};
  for (const step of view.steps.values()) {
    const block = step.def === undefined ? undefined : runbook.defs.get(step.def);
    if (block?.named === true && block.def.startsWith('/')) captured[block.id] = step.captured;
  }
  return captured;
}
