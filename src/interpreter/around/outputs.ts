import type {Values} from '../../base/value.ts';
import {overlay} from '../../events/scope.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Scope} from '../../expression/scope.ts';
import type {RepeatBlock} from '../../model/block.ts';
import {type At, type BodyEnd, scopeOf} from '../at.ts';
import {parentOf} from '../place.ts';
import {evaluateAll} from './door.ts';

/**
 * The end of a frame with what leaves its scope: the outputs of a group, and of a loop's or a call's body those that
 * the loop or call declares. A fault makes it a failure; after a rescue, what cannot be had is left out.
 */
export function outputsOf(at: At, end: BodyEnd): BodyEnd {
  if (end.outcome !== 'succeeded' && end.outcome !== 'accepted') return end;
  const {block} = at;
  if (!('outputs' in block)) return end;
  const scope = scopeOf(at);
  const around = aroundOf(at);
  const found = around?.type === 'repeat' ? passOf(around, scope) : evaluateAll(declared(at), scope);
  if (found.ok) {
    const captured = {...end.captured, ...found.value};
    return Object.keys(captured).length === 0 ? end : {...end, captured};
  }
  if (end.rescued) return {...end, captured: {...end.captured, ...someOf(declared(at), scope)}};
  return {outcome: 'failed', failure: {reason: 'no-value', message: found.error.message}};
}

/** The loop or call whose body this is. */
function aroundOf({runbook, state, frame}: At) {
  if (frame.role !== undefined || (frame.opens !== 'round' && frame.opens !== 'call')) return undefined;
  const parent = parentOf(state, frame);
  return parent && runbook.defs.get(parent.def);
}

function declared(at: At): Readonly<Record<string, Expression>> {
  const around = aroundOf(at);
  if (around?.type === 'foreach') return around.outputs;
  if (around?.type === 'call') return at.runbook.blocks.get(around.block)?.outputs ?? {};
  if (at.block.type === 'foreach' || at.block.type === 'repeat') return {};
  return 'outputs' in at.block ? at.block.outputs : {};
}

/** What a pass hands to its loop: the moved values, whether that is the end, and what would leave by `outputs`. */
function passOf(block: RepeatBlock, scope: Scope): ReturnType<typeof evaluateAll> {
  const moved = evaluateAll(block.next, scope);
  if (!moved.ok) return moved;
  const before = block.as === undefined ? {} : scope.get([block.as]);
  const vars: Values = {
    ...(typeof before === 'object' && !Array.isArray(before) ? before : {}),
    ...moved.value,
  } as Values;
  const after = block.as === undefined ? scope : overlay(scope, {[block.as]: vars});
  const until = block.until?.evaluate(after) ?? {ok: true as const, value: false};
  if (!until.ok) return until;
  const outputs = evaluateAll(block.outputs, after);
  return outputs.ok ? {ok: true, value: {vars, until: until.value, outputs: outputs.value}} : outputs;
}

function someOf(given: Readonly<Record<string, Expression>>, scope: Scope): Values {
  const found = Object.entries(given).flatMap(([name, expression]) => {
    const value = expression.evaluate(scope);
    return value.ok ? [[name, value.value] as const] : [];
  });
  return Object.fromEntries(found);
}
