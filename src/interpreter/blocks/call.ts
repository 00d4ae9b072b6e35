import type {Values} from '../../base/value.ts';
import type {GroupFrame} from '../../events/frame.ts';
import {makeVars} from '../../events/vars.ts';
import type {CallBlock} from '../../model/block.ts';
import type {Callable} from '../../model/runbook.ts';
import {enter} from '../around/door.ts';
import {failedBy} from '../around/member-failure.ts';
import {type At, type Now, scopeOf} from '../at.ts';
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
  const vars = ownVars(at, called);
  const child = {block: called.body, path, parent: frame.path, n: 0, opens: 'call'} as const;
  return {emit: enter(at, {...child, ...(vars && {vars: {vars}})})};
}

/** What stands in a used file reads the variables of that file: made of the file's inputs, passed on to its blocks. */
function ownVars(at: At<CallBlock, GroupFrame>, called: Callable): Values | undefined {
  const {vars, variants} = called;
  if (vars === undefined) return undefined;
  if (BLOCK_OF_A_FILE.test(at.block.block)) return scopeOf(at).get(['vars']) as Values | undefined;
  return makeVars({vars, ...(variants && {variants})}, at.frame.inputs ?? {}).values;
}

const BLOCK_OF_A_FILE = /^@file:.*@[a-z][a-z0-9_]*$/;
