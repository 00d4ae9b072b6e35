import type {Block} from '../../model/block.ts';

/** The first step in `block` that may change something, or undefined where all only look. What it calls was looked at there. */
export function onlyLooks(block: Block): Block | undefined {
  switch (block.type) {
    case 'act':
    case 'call':
      return block.readOnly ? undefined : block;
    case 'ask':
      return block;
    case 'decide':
    case 'wait':
      return undefined;
    case 'sequence':
    case 'parallel':
    case 'remedies':
      return first(block.steps);
    case 'foreach':
    case 'repeat':
      return onlyLooks(block.body);
    case 'branch':
    case 'choose':
      return first(block.arms.map(({body}) => body));
  }
}

function first(blocks: readonly Block[]): Block | undefined {
  for (const block of blocks) {
    const found = onlyLooks(block);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether something in `block` has an undo of its own. */
export function takesBack(block: Block): boolean {
  if (block.undo !== undefined && 'block' in block.undo) return true;
  switch (block.type) {
    case 'sequence':
    case 'parallel':
    case 'remedies':
      return block.steps.some(takesBack);
    case 'foreach':
    case 'repeat':
      return takesBack(block.body);
    case 'branch':
    case 'choose':
      return block.arms.some(({body}) => takesBack(body));
    default:
      return false;
  }
}
