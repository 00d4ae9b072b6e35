import {parseDuration} from '../../base/duration.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {LeafFrame} from '../../events/frame.ts';
import {parseTime} from '../../expression/time.ts';
import type {WaitBlock} from '../../model/block.ts';
import {type At, failed, type Now, noValue, scopeOf} from '../at.ts';
import {clockTime} from '../clock-time.ts';
import {keyOf} from '../paths.ts';

/** A pause until an instant; what is watched meanwhile may end it. */
export function wait(at: At<WaitBlock, LeafFrame>): Now {
  const {frame, block} = at;
  const broken = block.failIf?.evaluate(scopeOf(at));
  if (broken?.ok && broken.value === true) {
    const message = `while waiting, ${block.failIf?.source ?? 'its condition'} became true`;
    return failed({reason: 'rule', message});
  }
  if (frame.rested) return {done: {outcome: 'succeeded'}};
  if (frame.effects.some((key) => key.includes(' ~wait'))) return 'wait';
  const until = instantOf(at);
  if (!until.ok) return noValue(until.error);
  const key = keyOf(frame.path, `~wait${until.value}`);
  return {emit: [{event: 'intended', effect: {do: 'sleep', why: 'wait', key, path: frame.path, until: until.value}}]};
}

function instantOf(at: At<WaitBlock, LeafFrame>): Result<number, string> {
  const {block, frame, runbook, state} = at;
  const text = (block.for ?? block.at)?.value(scopeOf(at));
  if (text === undefined) return fail('neither a length nor a time is given');
  if (!text.ok) return fail(text.error.message);
  const given = text.value;
  if (block.for !== undefined) {
    const length = typeof given === 'number' ? given : parseDuration(String(given));
    return length === undefined ? fail(`"${String(given)}" is no duration`) : ok(frame.since + length);
  }
  const timezone = state.started?.timezone ?? runbook.timezone;
  const until = parseTime(String(given)) ?? clockTime(String(given), frame.since, timezone);
  return until === undefined ? fail(`"${String(given)}" is no time`) : ok(until);
}
