import {get, type Node} from '../../document/node.ts';
import type {Reference} from '../../expression/scope.ts';
import {run} from '../../kinds/steps/run.ts';
import type {Undo} from '../../model/step.ts';
import {partAddress} from '../address.ts';
import {decode} from '../decode/decode.ts';
import type {Visible} from '../names/visible.ts';
import {type At, type Header, readingOf} from './at.ts';
import {referencesOf} from './references.ts';
import {scriptBlock} from './script.ts';
import {partOf} from './sequence.ts';

/** Checks how a step is taken back: a command, a step, steps, or why there is nothing to take back. */
export function checkUndo(node: Node, header: Header): Undo | undefined {
  const none = get(node, 'none');
  if (none !== undefined) return {none: none.kind === 'scalar' ? none.text : ''};
  const def = partAddress(header.def, 'undo');
  const {at} = header;
  at.unit.walked.beforeUndo ??= at.outer ?? at.visible;
  if (node.kind === 'scalar') {
    const body = decode(run.schema, node, {...readingOf(header), what: 'undo'});
    const limit = at.unit.file.defaults.timeout;
    const block = scriptBlock(
      {...header, text: node.span},
      {def, id: 'undo', body, readOnly: false, ...(limit !== undefined && {timeout: limit})},
    );
    return {block, reads: bindings(referencesOf(block), header.inside)};
  }
  const within: At = {
    ...at,
    visible: header.inside,
    parent: def,
    inherited: {readOnly: false, context: header.context, route: {to: 'ask'}, ...(header.foreign && {foreign: true})},
    depth: at.depth + 1,
    outer: at.outer ?? at.visible,
  };
  const block =
    node.kind === 'list'
      ? partOf(node, within, {def, id: 'undo'}).block
      : at.check(node, within, {def, id: 'undo'}).block;
  return block && {block, reads: bindings(referencesOf(block), header.inside)};
}

/** What is the same whenever it is read, and what must not be kept. */
const NOT_KEPT = new Set(['run', 'now', 'secrets']);

/** The references whose values the undo needs from the time its step ended: not those it makes itself. */
function bindings(reads: readonly Reference[], seen: Visible): readonly Reference[] {
  return reads.filter(([root = '', id = '']) => {
    if (NOT_KEPT.has(root)) return false;
    return root === 'steps' ? seen.known.get(id) !== undefined : seen.roots[root] !== undefined;
  });
}
