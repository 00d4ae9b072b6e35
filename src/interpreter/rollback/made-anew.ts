import type {Debt} from '../../events/event.ts';
import {firstPath} from '../../events/first-path.ts';
import {isInside} from '../../events/inside.ts';
import type {Owed} from '../../events/state.ts';
import type {At} from '../at.ts';

/**
 * What a step owes that made its change: done again, it made it anew, and one undo is enough where both would do the
 * same. Where they would not, for their undos read other values, each stands for a change of its own.
 */
export function madeAnew({state, frame}: At, debt: Debt): {readonly debt: Debt; readonly settles: readonly number[]} {
  if (frame.role !== 'again') return {debt, settles: []};
  const path = firstPath(frame.path);
  const same = [...state.debts.values()].filter((each) => firstPath(each.path) === path && isSameDeed(each, debt));
  const done = same.some((each) => each.state === 'done');
  return {debt: done ? {...debt, state: 'done'} : debt, settles: same.map(({n}) => n)};
}

/** Whether a step is done again whose group has ended, and is taken back as a whole. */
export function isOwedByGroup({state, frame}: At): boolean {
  const path = firstPath(frame.path);
  const owed = ({temporary, path: group}: Owed) => temporary === undefined && isInside(path, group);
  return frame.role === 'again' && [...state.debts.values()].some(owed);
}

/** Whether a step is done again for which it is owed how to take it back, by itself or with a group. */
export function isOwedBefore(at: At): boolean {
  const path = firstPath(at.frame.path);
  const owed = (each: Owed) => firstPath(each.path) === path;
  return isOwedByGroup(at) || (at.frame.role === 'again' && [...at.state.debts.values()].some(owed));
}

function isSameDeed(one: Owed, other: Debt): boolean {
  return (
    one.undo === other.undo &&
    one.temporary === other.temporary &&
    Object.entries(one.bindings).every(
      ([name, value]) =>
        other.bindings[name] === undefined || JSON.stringify(other.bindings[name]) === JSON.stringify(value),
    )
  );
}
