import type {Node} from '../../document/node.ts';
import {run} from '../../kinds/steps/run.ts';
import type {Block} from '../../model/block.ts';
import {partAddress} from '../address.ts';
import {decode} from '../decode/decode.ts';
import {type At, type Header, readingOf} from './at.ts';
import {registered} from './block.ts';
import {scriptBlock} from './script.ts';

/** Milliseconds a probe may take where nobody wrote a timeout. */
const PROBE_TIMEOUT = 30_000;

/** Checks a probe: a command, or a step that only looks. It is a part of the step, at `!part`. */
export function checkProbe(node: Node, header: Header, part: string): Block {
  const def = partAddress(header.def, part);
  if (node.kind !== 'map') {
    const body = decode(run.schema, node, {...readingOf(header), what: part});
    return scriptBlock({...header, text: node.span}, {def, id: part, body, readOnly: true, timeout: PROBE_TIMEOUT});
  }
  const {at} = header;
  const within: At = {
    ...at,
    visible: header.inside,
    parent: def,
    inherited: {readOnly: true, context: header.context, route: {to: 'stop'}, ...(header.foreign && {foreign: true})},
    depth: at.depth + 1,
    outer: at.outer ?? at.visible,
    looking: true,
  };
  const {block} = at.check(node, within, {def, id: part});
  if (block === undefined) return scriptBlock(header, {def, id: part, body: {}, readOnly: true});
  return block.timeout === undefined ? registered(header, {...block, timeout: PROBE_TIMEOUT}) : block;
}
