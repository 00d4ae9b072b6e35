import type {Value} from '../../base/value.ts';
import type {Decision} from '../../events/event.ts';
import type {ChildEnd, LoopFrame} from '../../events/frame.ts';
import type {ForeachBlock} from '../../model/block.ts';
import {enter} from '../around/door.ts';
import {windowGate} from '../around/gates.ts';
import {failedBy} from '../around/member-failure.ts';
import type {At, BodyEnd, Now} from '../at.ts';
import {partPath, roundPath} from '../paths.ts';
import {hasChildren} from '../place.ts';
import {tellSiblings} from '../requests/stop.ts';

type LoopAt = At<ForeachBlock, LoopFrame>;

/** Its body once an item, `limit` at once, in batches; beyond `max_failures` it begins no more and lets the rest finish. */
export function foreach(at: LoopAt): Now {
  const {frame, block, state} = at;
  const over = isOver(at);
  const siblings = over && block.failFast ? tellSiblings(at, 'another item failed') : [];
  if (siblings.length > 0) return {emit: siblings};
  if (over || frame.cursor >= frame.items.length) return hasChildren(state, frame.path) ? 'wait' : {done: endOf(at)};
  return begin(at);
}

function isOver({frame, block}: LoopAt): boolean {
  return (
    frame.failed > block.maxFailures || frame.cause?.route !== undefined || frame.ends.between?.outcome === 'failed'
  );
}

function begin(at: LoopAt): Now {
  const {frame, block, state} = at;
  const room = Math.min(block.limit - frame.live, endOfBatch(at) - frame.cursor, frame.items.length - frame.cursor);
  if (room <= 0) {
    if (hasChildren(state, frame.path) || block.between === undefined) return 'wait';
    const path = partPath(frame.path, 'between', frame.between + 1);
    return {emit: enter(at, {block: block.between, path, parent: frame.path, n: frame.between, role: 'between'})};
  }
  const window = windowGate(at);
  if (window !== 'open') return window;
  return {emit: Array.from({length: room}, (_, index) => round(at, frame.cursor + index)).flat()};
}

function round(at: LoopAt, n: number): readonly Decision[] {
  const {frame, block} = at;
  const vars = {[block.as]: frame.items[n] ?? null};
  return enter(at, {block: block.body, path: roundPath(frame.path, n), parent: frame.path, n, opens: 'round', vars});
}

/** The index before which rounds may begin: that of the next batch, once what comes before it has held. */
function endOfBatch({frame, block}: LoopAt): number {
  if (block.batch === undefined && block.between === undefined) return frame.items.length;
  const size = sizeOfBatch(block, frame.items.length);
  if (block.between !== undefined) return size * (frame.between + 1);
  const whole = Math.floor(frame.cursor / size) * size;
  return frame.live === 0 || frame.cursor > whole ? whole + size : whole;
}

/** How many of so many items make a batch. */
export function sizeOfBatch({batch, limit}: ForeachBlock, items: number): number {
  const size = batch === undefined ? limit : 'count' in batch ? batch.count : Math.ceil(batch.share * items);
  return Math.max(1, Math.min(size, Math.max(1, items)));
}

function endOf({frame, block}: LoopAt): BodyEnd {
  const between = frame.ends.between;
  if (between?.outcome === 'failed') return failedBy(between);
  if (frame.cause !== undefined && (frame.cause.route !== undefined || frame.failed > block.maxFailures))
    return {...failedBy(frame.cause), ...(block.maxFailures > 0 && frame.cause.route === undefined && {born: true})};
  const values = {each: eachOf(frame), failed: failedItems(frame)};
  if (frame.failed === 0) return {outcome: 'succeeded', captured: values};
  const why = `${frame.failed} of ${frame.items.length} failed, and ${block.maxFailures} may`;
  return {outcome: 'accepted', captured: values, why, ...(frame.cause?.failure && {failure: frame.cause.failure})};
}

function eachOf(frame: LoopFrame): readonly Value[] {
  return roundsOf(frame)
    .filter(([, end]) => end.outcome === 'succeeded' || end.outcome === 'accepted')
    .map(([n, end]) => ({item: frame.items[n] ?? null, index: n, ...end.captured}));
}

function failedItems(frame: LoopFrame): readonly Value[] {
  return roundsOf(frame).flatMap(([n, end]) => (end.outcome === 'failed' ? [frame.items[n] ?? null] : []));
}

function roundsOf({done = new Map()}: LoopFrame): readonly (readonly [number, ChildEnd])[] {
  return [...done].toSorted(([a], [b]) => a - b);
}
