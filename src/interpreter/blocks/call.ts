import type {GroupFrame} from '../../events/frame.ts';
import type {CallBlock} from '../../model/block.ts';
import type {At, Now} from '../at.ts';
import {enter} from '../door.ts';
import {failedBy} from '../member-failure.ts';
import {partPath} from '../paths.ts';

/** Runs a block of the file, or another file's runbook; what it captured is what that gives out. */
export function call(at: At<CallBlock, GroupFrame>): Now {
  const {frame, block, runbook} = at;
  if (frame.live > 0) return 'wait';
  const {last} = frame;
  if (last !== undefined) return {done: last.outcome === 'failed' ? failedBy(last) : last};
  const called = runbook.blocks.get(block.block);
  if (called === undefined) throw new Error(`no block has the address ${block.block}`);
  const path = partPath(frame.path, 'body');
  return {emit: enter(at, {block: called.body, path, parent: frame.path, n: 0, opens: 'call'})};
}
