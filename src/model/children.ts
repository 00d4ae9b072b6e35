import type {Block} from './block.ts';

/**
 * The blocks that stand in a block: its steps, its body or its ways, and what is done between them, after a failure and
 * in any case. Not what it calls, and not how it is probed or taken back.
 */
export function childrenOf(block: Block): readonly Block[] {
  switch (block.type) {
    case 'act':
    case 'ask':
    case 'decide':
    case 'wait':
    case 'call':
      return [];
    case 'sequence':
    case 'parallel':
    case 'remedies':
      return present(...block.steps, block.rescue, block.always);
    case 'foreach':
      return present(block.body, block.between, block.rescue, block.always);
    case 'repeat':
      return present(block.body, block.rescue, block.always);
    case 'branch':
    case 'choose':
      return block.arms.map(({body}) => body);
  }
}

function present(...blocks: readonly (Block | undefined)[]): readonly Block[] {
  return blocks.filter((block) => block !== undefined);
}
