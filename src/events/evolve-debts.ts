import {stepPath} from '../base/ids.ts';
import type {Draft, DraftFrame} from './draft.ts';
import type {Debt, Decision} from './event.ts';
import {firstPath} from './first-path.ts';
import {isInside} from './inside.ts';

type Left = Extract<Decision, {readonly event: 'left'}>;

/** What it settled is no longer owed. */
export function settleDebts(draft: Draft, event: Left): void {
  for (const n of event.settles ?? []) {
    draft.debts.delete(n);
    draft.unfinished.delete(n);
  }
}

/** What it owes is recorded, in the order in which things ended. */
export function addDebts(draft: Draft, frame: DraftFrame, event: Left): void {
  const mended = event.rescued === true || event.outcome === 'accepted';
  if (mended) mend(draft, frame);
  for (const debt of event.owes ?? []) {
    const n = addDebt(draft, event, debt);
    if (debt.state === 'in-doubt' && !mended && event.outcome !== 'skipped') draft.unfinished.add(n);
  }
  if (event.irreversible !== undefined) draft.barrier = {before: draft.nextDebt, because: event.irreversible};
  if (event.owes !== undefined || event.settles !== undefined) forgetUntouched(draft, frame);
  if (frame.role === 'again' && event.owes !== undefined) draft.untouched.delete(firstPath(event.path));
  if (event.untouched !== undefined) draft.untouched.set(firstPath(event.path), event.untouched);
}

function addDebt(draft: Draft, event: Left, debt: Debt): number {
  const n = draft.nextDebt;
  draft.nextDebt = n + 1;
  draft.debts.set(n, {...debt, n, tries: 0});
  const owner = debt.temporary === 'group' ? event.parent : debt.temporary === 'run' ? stepPath('/') : undefined;
  const holder = owner && draft.frames.get(owner);
  if (holder !== undefined) holder.temporary = [...holder.temporary, n];
  return n;
}

/** A group that can be taken back as a whole stands for its members that cannot. */
function forgetUntouched(draft: Draft, frame: DraftFrame): void {
  if (frame.type === 'act' || frame.cursor === 0) return;
  for (const path of draft.untouched.keys()) if (isInside(path, frame.path)) draft.untouched.delete(path);
}

function mend(draft: Draft, frame: DraftFrame): void {
  for (const n of draft.unfinished) if (owedInside(draft, n, frame)) draft.unfinished.delete(n);
}

function owedInside(draft: Draft, n: number, frame: DraftFrame): boolean {
  const debt = draft.debts.get(n);
  return debt !== undefined && isInside(debt.path, frame.path);
}
