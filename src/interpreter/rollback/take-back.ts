import type {Decision} from '../../events/event.ts';
import type {Owed} from '../../events/state.ts';
import type {At} from '../at.ts';
import {partPath} from '../paths.ts';
import {hasChildren} from '../place.ts';
import {stopFirst} from '../requests/stop.ts';

/** Takes back what a part owes, one after the other; with `stopAtFailure` the first that fails ends it. */
export function takeBack(at: At<unknown>, {stopAtFailure = false} = {}): readonly Decision[] | 'done' {
  const {state, frame} = at;
  const stopped = stopFirst(at);
  if (stopped !== undefined) return stopped;
  if (hasChildren(state, frame.path)) return [];
  if (stopAtFailure && frame.unsettled > 0) return 'done';
  if (frame.stop?.why === 'kill' || (stopAtFailure && frame.stop?.why === 'stop')) return 'done';
  const index = frame.owed.findIndex((n, position) => position >= frame.settled && state.debts.has(n));
  const debt = state.debts.get(frame.owed[index] ?? 0);
  return debt === undefined ? 'done' : enterUndo(at, debt, index);
}

/** Begins to take back one debt, with the values its texts then had. */
export function enterUndo({runbook, frame}: At<unknown>, debt: Owed, index: number): readonly Decision[] {
  const undo = runbook.defs.get(debt.undo);
  if (undo === undefined) throw new Error(`no block has the address ${debt.undo}`);
  return [
    {
      event: 'entered',
      path: partPath(debt.path, 'undo', debt.tries + 1),
      def: debt.undo,
      parent: frame.path,
      n: index,
      type: 'undo',
      role: 'undo',
      opens: 'undo',
      title: `Take back: ${debt.title}`,
      bindings: debt.bindings,
      debt: debt.n,
    },
  ];
}
