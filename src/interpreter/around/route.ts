import type {Choice} from '../../events/effect.ts';
import type {Decision} from '../../events/event.ts';
import {failureText} from '../../events/explain-failure.ts';
import type {Frame} from '../../events/frame.ts';
import type {Block} from '../../model/block.ts';
import type {Route} from '../../model/step.ts';
import {type At, type BodyEnd, scopeOf} from '../at.ts';
import {nameOf} from '../describe.ts';
import {blockOf, parentOf} from '../place.ts';
import {canRollBack} from '../rollback/rollback.ts';
import {ask, canAsk, isAsking} from './ask-person.ts';

/**
 * What follows from a failure for good, decided once, where it began: a rescue around it, or else the nearest
 * `on_failure`. Who can be asked is asked; the answer is the result. What is in doubt has not failed for good: with
 * nobody to ask it only stops, for whatever else follows would be a guess.
 */
export function route(at: At, end: BodyEnd): BodyEnd | {readonly emit: readonly Decision[]} {
  const answered = answerOf(at, end);
  if (answered !== undefined) return answered;
  if (end.failure?.reason === 'in-doubt' && !canAsk(at, decidedBeforehand(at))) return {...end, route: 'stop'};
  const way = wayOf(at, end);
  if (way === 'up') return end;
  if (way.to === 'continue') return {...end, outcome: 'accepted', why: way.why};
  if (!canAsk(at, decidedBeforehand(at))) return unattended(end, way);
  return {emit: isAsking(at) ? [] : question(at, end, way)};
}

/** The name under which an answers file may say what follows from a failure; what it says of a person's step is the answer. */
const decidedBeforehand = ({block, frame}: At): string | undefined =>
  block.type === 'ask' || block.type === 'choose' ? undefined : frame.name;

/** A person's no is no failure for a rescue to catch. */
function unattended(end: BodyEnd, way: Route): BodyEnd {
  if (way.to === 'rollback') return {...end, route: 'rollback'};
  return end.failure?.reason === 'refused' ? {...end, route: 'stop'} : end;
}

function answerOf({frame}: At, end: BodyEnd): BodyEnd | undefined {
  const {answer} = frame;
  if (answer?.what !== 'failure' && answer?.what !== 'doubt') return undefined;
  switch (answer.value) {
    case 'skip':
      return {
        outcome: 'skipped',
        why: answer.why ?? `skipped by ${answer.by}`,
        ...(end.failure && {failure: end.failure}),
      };
    case 'rollback':
      return {...end, route: 'rollback'};
    default:
      return {...end, route: 'stop'};
  }
}

/** The way a failure takes: up to whoever catches it, or by the route that applies. */
function wayOf(at: At, end: BodyEnd): Route | 'up' {
  const {runbook, state, frame, block} = at;
  if (block.onFailure !== undefined) return block.onFailure;
  let child: Frame = frame;
  for (let parent = parentOf(state, child); parent !== undefined; parent = parentOf(state, child)) {
    if (isBoundary(child) || parent.type === 'undo') return 'up';
    const around = blockOf(runbook, parent);
    if (catches(parent, child, around) && end.failure?.reason !== 'refused') return 'up';
    if (parent.type !== 'run' && around.onFailure !== undefined) return around.onFailure;
    child = parent;
  }
  return runbook.onFailure;
}

/** Where somebody waits for the answer, not for the deed. */
function isBoundary(child: Frame): boolean {
  return child.role === 'probe' || child.role === 'well' || child.role === 'undo' || child.role === 'verify';
}

function catches(parent: Frame, child: Frame, block: Block): boolean {
  if (child.role !== undefined) return false;
  if (block.type === 'remedies' || (block.type === 'foreach' && block.maxFailures > 0)) return true;
  return 'rescue' in block && block.rescue !== undefined && parent.part === 'body';
}

function question(at: At, end: BodyEnd, way: Route): readonly Decision[] {
  const why = end.failure === undefined ? 'failed' : failureText(end.failure);
  const text = `${at.frame.title ?? nameOf(at.block, scopeOf(at))}: ${why}`;
  return ask(at, {what: 'failure', text, choices: choicesOf(at, way)});
}

/** The answers to a failure, the one the runbook says first. */
export function choicesOf(at: At, way: Route): readonly Choice[] {
  const {block} = at;
  const choices: Choice[] = [];
  if (block.type === 'act') choices.push({value: 'retry', title: 'Try again'});
  if (canSkip(block)) choices.push({value: 'skip', title: 'Go on without it'});
  if (canRollBack(at)) choices.push({value: 'rollback', title: 'Roll back'});
  choices.push({value: 'stop', title: 'Stop the run'});
  return [...choices.filter(({value}) => value === way.to), ...choices.filter(({value}) => value !== way.to)];
}

/** What others may read the captures of cannot be gone without. */
function canSkip(block: Block): boolean {
  return block.type !== 'act' || !block.named || Object.keys(block.captures).length === 0;
}
