import type {Block} from '../../model/block.ts';
import type {Common} from '../../model/step.ts';
import type {Header} from './at.ts';

/** A block of the checker's own making: a script written where a step could stand, a list of steps. */
export function bareCommon(of: Pick<Common, 'def' | 'id' | 'kind' | 'readOnly' | 'span'>): Common {
  return {...of, named: false, links: [], hints: [], noise: [], keys: {}};
}

/** Notes a block under its address. */
export function registered<B extends Block>(header: Pick<Header, 'at'>, block: B): B {
  header.at.unit.file.defs.set(block.def, block);
  return block;
}
