import type {Value} from '../../base/value.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {LeafFrame} from '../../events/frame.ts';
import type {ActBlock} from '../../model/block.ts';
import {ask, canAsk, isAsking} from '../around/ask-person.ts';
import {windowGate} from '../around/gates.ts';
import {choicesOf} from '../around/route.ts';
import {choicesAgain} from '../around/route-again.ts';
import {type At, failed, type Now, scopeOf} from '../at.ts';
import {nameOf} from '../describe.ts';
import {keyOf} from '../paths.ts';
import {inProbe} from '../place.ts';
import {isActing} from '../requests/stop.ts';
import {askProbe} from '../rollback/probe.ts';

type ActAt = At<ActBlock, LeafFrame>;

/** Performed by the engine, again while its `retry` allows; when in doubt its probe is asked, or a person. */
export function act(at: ActAt): Now {
  const {frame} = at;
  const {ended} = frame;
  if (ended === undefined) return isActing(at) ? 'wait' : attempt(at);
  switch (ended.did) {
    case 'succeeded':
      return {done: {outcome: 'succeeded', ...(ended.captured && {captured: ended.captured})}};
    case 'cancelled':
      return failed({reason: 'broken', message: 'it was ended from outside'});
    case 'failed':
      return afterFailure(at, ended.failure ?? {reason: 'broken', message: 'it failed'}, ended.again !== false);
    case 'lost':
      return afterLoss(at, ended.failure);
  }
}

function afterFailure(at: ActAt, failure: StepFailure, again: boolean): Now {
  const {frame} = at;
  if (frame.answer?.what === 'failure' && frame.answer.value === 'retry') return attempt(at);
  const unclear = failure.reason === 'timed-out' || failure.reason === 'broken';
  if (unclear && at.block.probe !== undefined && !inProbe(at.state, frame)) {
    const answer = askProbe(at);
    if (typeof answer === 'object' || answer === 'wait') return answer;
    if (answer === 'yes' && capturesNothing(at)) return {done: {outcome: 'succeeded', why: 'its probe says so'}};
  }
  if (frame.rested) return attempt(at);
  if (frame.effects.some((key) => key.includes(' ~retry'))) return 'wait';
  const rest = again ? restBefore(at) : undefined;
  if (rest === undefined) return failed(failure);
  const until = at.state.now + rest;
  const key = keyOf(frame.path, `~retry${frame.attempt}`);
  return {emit: [{event: 'intended', effect: {do: 'sleep', why: 'retry', key, path: frame.path, until}}]};
}

/** Milliseconds until the next attempt; undefined if there is none. */
function restBefore({block, frame, state}: ActAt): number | undefined {
  const {retry} = block;
  if (retry === undefined || frame.failures > retry.times) return undefined;
  const rest = Math.round(retry.every * retry.backoff ** Math.max(0, frame.failures - 1));
  if (retry.for !== undefined && state.now + rest - frame.firstAt > retry.for) return undefined;
  return rest;
}

/** Nobody knows how it ended: a person has said, its probe does, it may be repeated, or a person is asked. */
function afterLoss(at: ActAt, given: StepFailure | undefined): Now {
  const {frame, block} = at;
  const {answer} = frame;
  const said = saidOf(answer);
  if (said === 'done') return {done: {outcome: 'succeeded', why: `${answer?.by} says that it is done`}};
  if (said === 'retry' || inProbe(at.state, frame)) return attempt(at);
  const told = block.probe === undefined ? 'cannot-tell' : askProbe(at);
  if (typeof told === 'object' || told === 'wait') return told;
  if (told === 'yes' && capturesNothing(at)) return {done: {outcome: 'succeeded', why: 'its probe says so'}};
  if (told === 'no' || block.onCrash === 'repeat') return attempt(at);
  if (said !== undefined || !canAsk(at, frame.name)) return failed(given ?? UNKNOWN);
  return isAsking(at) ? 'wait' : {emit: doubt(at, given)};
}

/** What a person decided about it; of a step that is done again also once it counts as failed. */
function saidOf(answer: LeafFrame['answer']): Value | undefined {
  return answer?.what === 'doubt' || answer?.what === 'failure' ? answer.value : undefined;
}

const UNKNOWN: StepFailure = {reason: 'in-doubt', message: 'how it ended is not known'};

function doubt(at: ActAt, given: StepFailure | undefined) {
  const why = given?.reason === 'in-doubt' ? given.message : 'the engine stopped meanwhile';
  const text = `${at.frame.title ?? nameOf(at.block, scopeOf(at))}: how it ended is not known, for ${why}`;
  const done = capturesNothing(at) ? [{value: 'done', title: 'It has happened'}] : [];
  const others = at.frame.role === 'again' ? choicesAgain(at) : choicesOf(at, {to: 'ask'});
  return ask(at, {what: 'doubt', text, choices: [...done, ...others]});
}

/** What others may read cannot be had from a probe or from a person's word. */
function capturesNothing({block}: ActAt): boolean {
  return !block.named || Object.keys(block.captures).length === 0;
}

function attempt(at: ActAt): Now {
  const {frame, block} = at;
  const window = windowGate(at);
  if (window !== 'open') return window;
  const n = (frame.earlier ?? 0) + frame.attempt + 1;
  const what = frame.role === 'probe' || frame.role === 'well' ? 'probe' : 'work';
  const key = keyOf(frame.path, `#${n}`);
  const instead = frame.answer?.instead;
  const effect = {do: 'act', what, key, path: frame.path, def: block.def, attempt: n} as const;
  return {emit: [{event: 'intended', effect: {...effect, ...(instead !== undefined && {instead})}}]};
}
