import type {Choice} from '../../events/effect.ts';
import type {Decision} from '../../events/event.ts';
import {failureText} from '../../events/explain-failure.ts';
import {type At, type BodyEnd, scopeOf} from '../at.ts';
import {nameOf} from '../describe.ts';
import {ROOT} from '../paths.ts';
import {ask, canAsk, isAsking} from './ask-person.ts';

/**
 * What follows where a step that is done again fails: whoever wanted that is asked, for it is no failure of the flow,
 * which neither rescues nor takes back anything because of it. After the end of a run with nobody to ask it stays failed.
 */
export function routeAgain(at: At, end: BodyEnd): BodyEnd | {readonly emit: readonly Decision[]} {
  const {frame, state} = at;
  const {answer} = frame;
  const {failure} = end;
  if (answer?.what === 'failure' || answer?.what === 'doubt') {
    const why = answer.why ?? `skipped by ${answer.by}`;
    if (answer.value === 'skip') return {outcome: 'skipped', why, ...(failure && {failure})};
    return {emit: [{event: 'stopping', path: ROOT, why: 'stop', reason: answer.why ?? `asked by ${answer.by}`}]};
  }
  if (state.frames.get(ROOT)?.part === 'again' && !canAsk(at, undefined)) return end;
  if (isAsking(at)) return {emit: []};
  const why = failure === undefined ? 'it failed' : failureText(failure);
  const text = `${frame.title ?? nameOf(at.block, scopeOf(at))}, done again: ${why}`;
  return {emit: ask(at, {what: 'failure', text, choices: choicesAgain(at)})};
}

/** The answers to a failure of a step that is done again. */
export function choicesAgain({block}: At): readonly Choice[] {
  const retry = block.type === 'act' ? [{value: 'retry', title: 'Try again'}] : [];
  return [...retry, {value: 'skip', title: 'Go on without it'}, {value: 'stop', title: 'Stop the run'}];
}
