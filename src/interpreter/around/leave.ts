import type {Decision} from '../../events/event.ts';
import type {At, BodyEnd} from '../at.ts';
import {withdrawQuestions} from '../requests/stop.ts';
import {resultOf} from '../result-of.ts';
import {debtsOf} from '../rollback/debts.ts';
import {outputsOf} from './outputs.ts';

/** Ends a frame: what it captured, what it owes, and how it ended. */
export function leave(at: At, end: BodyEnd): readonly Decision[] {
  const {frame} = at;
  const given = outputsOf(at, end);
  return leaveWith(at, {
    ...resultOf(given),
    ...(frame.name !== undefined && {name: frame.name}),
    ...debtsOf(at, given),
    ...(end.ends && {ends: end.ends}),
  });
}

type Left = Extract<Decision, {readonly event: 'left'}>;

/** Ends a frame of which no more than this is to be told. Whatever it still waits for goes first. */
export function leaveWith(at: At, told: Omit<Left, 'event' | 'path' | 'parent'>): readonly Decision[] {
  const {path, parent} = at.frame;
  return [...withdrawQuestions(at), {event: 'left', path, parent, ...told}];
}
