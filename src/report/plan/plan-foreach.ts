import type {Value} from '../../base/value.ts';
import {sizeOfBatch} from '../../interpreter/blocks/foreach.ts';
import type {ForeachBlock} from '../../model/block.ts';
import type {Template} from '../../template/template.ts';
import type {PlanScope} from './plan-scope.ts';

/** More items than that are not planned one by one. */
const SHOWN_ITEMS = 200;

/** The items of a loop, where they are known before the run and few enough to be read; else undefined. */
export function itemsOf({in: given}: ForeachBlock, scope: PlanScope): readonly Value[] | undefined {
  const items = 'evaluate' in given ? computed(given, scope) : given.map((item) => literal(item, scope));
  return items !== undefined && items.length <= SHOWN_ITEMS ? items : undefined;
}

/** An item by its words: a text as it is, all else as JSON. */
export function itemText(item: Value): string {
  return typeof item === 'string' ? item : JSON.stringify(item);
}

/** The indices after which the steps between two batches are done. */
export function batchEnds(block: ForeachBlock, count: number): ReadonlySet<number> {
  const size = sizeOfBatch(block, count);
  const ends = Array.from({length: Math.max(0, Math.ceil(count / size) - 1)}, (_, index) => (index + 1) * size - 1);
  return new Set(ends);
}

/** How a loop goes through its items, in words. */
export function loopNotes(block: ForeachBlock, scope: PlanScope): readonly string[] {
  const {as, in: given, limit, failFast, batch, maxFailures} = block;
  const items = itemsOf(block, scope);
  const source = 'evaluate' in given ? `‹${given.source}›` : `${given.length} of them`;
  const which = items === undefined ? `for each ${as} in ${source}` : `for each ${as}, ${items.length} in all`;
  const size = batch === undefined ? undefined : 'count' in batch ? String(batch.count) : `${batch.share * 100} %`;
  return [
    which,
    ...(limit === Number.POSITIVE_INFINITY ? ['all at once'] : limit > 1 ? [`at most ${limit} at once`] : []),
    ...(size === undefined ? [] : [`in batches of ${size}`]),
    ...(maxFailures > 0 ? [`${maxFailures} may fail`] : []),
    ...(failFast ? ['the first failure ends the others'] : []),
  ];
}

function computed(
  expression: Exclude<ForeachBlock['in'], readonly unknown[]>,
  scope: PlanScope,
): readonly Value[] | undefined {
  if (!scope.knows(expression.reads)) return undefined;
  const given = expression.evaluate(scope);
  if (!given.ok || given.value === null || typeof given.value !== 'object') return undefined;
  if (Array.isArray(given.value)) return given.value;
  return Object.entries(given.value).map(([key, value]) => ({key, value}));
}

function literal(item: Template, scope: PlanScope): Value {
  const value = item.value(scope);
  return value.ok ? value.value : item.outline(scope);
}
