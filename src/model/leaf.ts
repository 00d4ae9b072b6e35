import type {Block} from './block.ts';

/** Whether a block, or the frame of one, is a single step: it holds no others. */
export function isLeaf({type}: {readonly type: string}): boolean {
  return LEAVES.has(type);
}

const LEAVES: ReadonlySet<string> = new Set(['act', 'ask', 'decide', 'wait'] satisfies readonly Block['type'][]);
