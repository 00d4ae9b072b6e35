import type {Decision} from '../../events/event.ts';
import type {At, BodyEnd} from '../at.ts';
import {withdrawQuestions} from '../requests/stop.ts';
import {resultOf} from '../result-of.ts';
import {debtsOf} from '../rollback/debts.ts';
import {outputsOf} from './outputs.ts';

/** Ends a frame: what it captured, what it owes, and how it ended. Whatever it still waits for goes first. */
export function leave(at: At, end: BodyEnd): readonly Decision[] {
  const {frame} = at;
  const given = outputsOf(at, end);
  const {outcome, ...rest} = resultOf(given);
  return [
    ...withdrawQuestions(at),
    {
      event: 'left',
      path: frame.path,
      parent: frame.parent,
      outcome,
      ...rest,
      ...(frame.name !== undefined && {name: frame.name}),
      ...debtsOf(at, given),
      ...(end.ends && {ends: end.ends}),
    },
  ];
}
