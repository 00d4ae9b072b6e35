import type {Block} from '../../model/block.ts';
import {childrenOf} from '../../model/children.ts';

/** The first step in `block` that may change something, or undefined where all only look. What it calls was looked at there. */
export function onlyLooks(block: Block): Block | undefined {
  switch (block.type) {
    case 'act':
    case 'call':
      return block.readOnly ? undefined : block;
    case 'ask':
      return block;
    default:
      for (const child of childrenOf(block)) {
        const changing = onlyLooks(child);
        if (changing !== undefined) return changing;
      }
      return undefined;
  }
}

/** Whether something in `block` has an undo of its own. */
export function takesBack(block: Block): boolean {
  return (block.undo !== undefined && 'block' in block.undo) || childrenOf(block).some(takesBack);
}
