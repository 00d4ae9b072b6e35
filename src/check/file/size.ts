import type {DefPath} from '../../base/ids.ts';
import {limits} from '../../base/limits.ts';
import type {Block} from '../../model/block.ts';
import {childrenOf} from '../../model/children.ts';
import {errorAt, type Findings} from '../findings.ts';

/** How much is done wherever a block or file is called. */
export interface Size {
  /** Its steps, those of what it calls counted at each call, and those of a loop for each item of a written list. */
  readonly steps: number;
  /** Steps that stand inside each other in it, those of what it calls included. */
  readonly deep: number;
}

/** How many steps may stand inside each other, through calls: whatever walks over a run needs that much of a stack. */
export const NESTED = 100;

/**
 * The size of `blocks`, without going into what they call: that was measured before, and is in `sizes`. The first step
 * that makes it too large is reported; then it is not known, for whoever calls it is not to blame.
 */
export function sizeOf(blocks: readonly Block[], sizes: ReadonlyMap<DefPath, Size>, findings: Findings): Size {
  const measured = {sizes, findings, reported: false};
  const steps = sum(blocks, measured);
  const deep = deepest(blocks, measured);
  return measured.reported ? UNKNOWN : {steps, deep};
}

/** Never more than a limit, and neither is anything in which it stands. */
const UNKNOWN: Size = {steps: Number.NaN, deep: Number.NaN};

interface Measured {
  readonly sizes: ReadonlyMap<DefPath, Size>;
  readonly findings: Findings;
  reported: boolean;
}

function sum(blocks: readonly Block[], measured: Measured): number {
  let steps = 0;
  for (const block of blocks) {
    steps += stepsOf(block, measured);
    if (steps > limits.run_steps && !measured.reported) reportLarge(block, measured);
  }
  return steps;
}

function stepsOf(block: Block, measured: Measured): number {
  const inside = sum(partsOf(block), measured);
  if (block.type === 'call') return 1 + inside + (measured.sizes.get(block.block) ?? UNKNOWN).steps;
  if (block.type === 'foreach' && !('evaluate' in block.in)) return 1 + inside * block.in.length;
  return inside + (isBody(block) ? 0 : 1);
}

function deepest(blocks: readonly Block[], measured: Measured): number {
  let deep = 0;
  for (const block of blocks) {
    const called = block.type === 'call' ? (measured.sizes.get(block.block) ?? UNKNOWN).deep : 0;
    deep = Math.max(deep, 1 + called, 1 + deepest(partsOf(block), measured));
    if (deep > NESTED && !measured.reported) reportDeep(block, measured);
  }
  return deep;
}

/** Whether it is no step, but what a loop, a way or a part of one holds. */
function isBody({type, keys}: Block): boolean {
  return type === 'sequence' && Object.keys(keys).length === 0;
}

/** All that stands in a block, also what asks whether it is done and what takes it back. */
function partsOf(block: Block): readonly Block[] {
  const {probe, undo} = block;
  return [
    ...childrenOf(block),
    ...(block.type === 'remedies' ? [block.well] : []),
    ...(probe === undefined ? [] : [probe]),
    ...(undo !== undefined && 'block' in undo ? [undo.block] : []),
  ];
}

function reportLarge(block: Block, measured: Measured): void {
  measured.reported = true;
  const message = `with this a run has more than ${limits.run_steps} steps: those of a block count wherever it is used, those of a loop for each item of a written list`;
  const help = 'use it less often; or set a higher limit, as RUNBOOK_LIMITS=run_steps=NUMBER';
  measured.findings.add({...errorAt(placeOf(block), 'too-large', message), help});
}

function reportDeep(block: Block, measured: Measured): void {
  measured.reported = true;
  measured.findings.add(nestedTooDeep(placeOf(block)));
}

/** What is said where steps stand inside too many others. */
export function nestedTooDeep(span: Block['span']) {
  const message = `here steps stand inside each other more than ${NESTED} deep, those of what is used included`;
  return {
    ...errorAt(span, 'too-deep', message),
    help: 'use blocks one after the other instead of one inside the other',
  };
}

function placeOf({kind, keys, span}: Block): Block['span'] {
  return keys.foreach ?? (kind === 'use' ? keys.use : undefined) ?? span;
}
