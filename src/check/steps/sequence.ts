import type {DefPath} from '../../base/ids.ts';
import type {Node} from '../../document/node.ts';
import type {Block, SequenceBlock} from '../../model/block.ts';
import type {Visible} from '../names/visible.ts';
import {alwaysEnds, warnUnreachable} from '../warnings.ts';
import type {At} from './at.ts';
import {bareCommon} from './block.ts';

/** Checked steps: their blocks, what is visible after them, and the ids that have become visible. */
export interface Steps {
  readonly blocks: readonly Block[];
  readonly after: Visible;
  readonly added: readonly string[];
}

/** Checks steps that run one after another: each sees what came before. */
export function checkLine(node: Node | undefined, at: At): Steps {
  const blocks: Block[] = [];
  const added: string[] = [];
  let {visible} = at;
  for (const step of itemsOf(node)) {
    const last = blocks.at(-1);
    if (alwaysEnds(last) && step.kind === 'map') warnUnreachable(last, step, at.unit.file.findings);
    const checked = at.check(step, {...at, visible});
    if (checked.block !== undefined) blocks.push(checked.block);
    added.push(...checked.added);
    visible = checked.after;
  }
  return {blocks, after: visible, added};
}

/** Checks steps that run side by side: none sees another; after them all are seen. */
export function checkSideBySide(node: Node | undefined, at: At): Steps {
  const blocks: Block[] = [];
  const added: string[] = [];
  let known = at.visible.known;
  for (const step of itemsOf(node)) {
    const checked = at.check(step, at);
    if (checked.block !== undefined) blocks.push(checked.block);
    for (const id of checked.added) {
      const own = checked.after.known.get(id);
      if (own !== undefined) known = known.with(id, own);
    }
    added.push(...checked.added);
  }
  return {blocks, after: {...at.visible, known}, added};
}

/** A list of steps that is a part of something else: a rescue, an arm, the body of a loop. */
export function partOf(
  node: Node,
  at: At,
  fixed: {readonly def: DefPath; readonly id: string; readonly outputs?: SequenceBlock['outputs']},
): {readonly block: SequenceBlock; readonly steps: Steps} {
  const steps = checkLine(node, at);
  const block: SequenceBlock = {
    ...bareCommon({def: fixed.def, id: fixed.id, kind: 'steps', readOnly: at.inherited.readOnly, span: node.span}),
    type: 'sequence',
    steps: steps.blocks,
    outputs: fixed.outputs ?? {},
  };
  at.unit.file.defs.set(block.def, block);
  return {block, steps};
}

/** The steps of a list, or one step alone. */
function itemsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined || node.kind === 'scalar') return [];
  return node.kind === 'list' ? node.items : [node];
}
