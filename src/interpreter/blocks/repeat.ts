import type {Value, Values} from '../../base/value.ts';
import type {ChildEnd, RepeatFrame} from '../../events/frame.ts';
import type {RepeatBlock} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import {windowGate} from '../around/gates.ts';
import {failedBy} from '../around/member-failure.ts';
import {type At, failed, type Now, noValue, scopeOf} from '../at.ts';
import {roundPath} from '../paths.ts';

type RepeatAt = At<RepeatBlock, RepeatFrame>;

/** Again and again: while → steps → next → until, `max` passes at most. */
export function repeat(at: RepeatAt): Now {
  const {frame} = at;
  if (frame.live > 0) return 'wait';
  const {last} = frame;
  if (last !== undefined && frame.moved < frame.cursor) {
    if (last.outcome === 'failed') return {done: failedBy(last)};
    if (last.outcome === 'stopped') return {done: {outcome: 'stopped', why: last.why ?? ''}};
    const {vars, until} = handed(last);
    return {emit: [{event: 'looped', path: frame.path, vars, done: until === true}]};
  }
  return frame.over ? finished(at) : pass(at);
}

function pass(at: RepeatAt): Now {
  const {frame, block} = at;
  const goes = block.while?.evaluate(scopeOf(at)) ?? {ok: true as const, value: true};
  if (!goes.ok) return noValue(goes.error.message);
  if (goes.value !== true) return finished(at);
  if (frame.cursor >= block.max) {
    const condition = block.until?.source ?? block.while?.source ?? 'its end';
    return failed({reason: 'rule', message: `after ${block.max} passes, its most, it is not over: ${condition}`});
  }
  const window = windowGate(at);
  if (window !== 'open') return window;
  const path = roundPath(frame.path, frame.cursor);
  return {emit: enter(at, {block: block.body, path, parent: frame.path, n: frame.cursor, opens: 'round'})};
}

function finished({frame}: RepeatAt): Now {
  const outputs = frame.last === undefined ? {} : handed(frame.last).outputs;
  return {done: {outcome: 'succeeded', captured: {...frame.vars, ...outputs}}};
}

interface Handed {
  readonly vars: Values;
  readonly until: Value;
  readonly outputs: Values;
}

/** What the last pass handed on as it ended. */
function handed({captured}: ChildEnd): Handed {
  const {vars = {}, until = false, outputs = {}} = captured ?? {};
  return {vars: vars as Values, until, outputs: outputs as Values};
}
