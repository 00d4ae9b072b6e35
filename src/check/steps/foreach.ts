import {get, type Node} from '../../document/node.ts';
import {INT, listOf, record} from '../../expression/type.ts';
import {groupKeys} from '../../kinds/grammar/group-keys.ts';
import type {ForeachBlock} from '../../model/block.ts';
import {bodyAddress, partAddress} from '../address.ts';
import {decode, decodeKeys} from '../decode/decode.ts';
import {itemType} from '../decode/item.ts';
import {errorAt} from '../findings.ts';
import {ROOTS} from '../names/roots.ts';
import {withRoots} from '../names/visible.ts';
import type {Unit} from '../unit.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {commonOf} from './common.ts';
import {contextAt} from './context.ts';
import {partOf} from './sequence.ts';
import {closedIn, limitOf, outputsOf} from './within.ts';

/** Checks a loop over items: inside it the item has a name, after it only `each` and `failed` are known. */
export function checkForeach(header: Header): Made {
  const {node, at, def, inside} = header;
  const loop = get(node, 'foreach');
  const decoded = decode(groupKeys.foreach, loop ?? node, {...readingOf(header), what: 'foreach'});
  const {parallel, fail_fast = false} = decodeKeys(keys, node, readingOf(header));
  checkLoopName(get(loop, 'as'), at.unit);
  const item = itemType(decoded.in);
  const visible = withRoots(inside, {[decoded.as]: item});
  const context = contextAt(node, readingOf({...header, inside: visible}), at.inherited.context);
  const within = closedIn({...header, context}, visible);
  const {block: body, steps} = partOf(get(node, 'steps') ?? node, within, {def: bodyAddress(def), id: 'body'});
  const {outputs, values: given} = outputsOf(header, steps.after);
  const values = {each: listOf(record({item, index: INT, ...given})), failed: listOf(item)};
  const between = get(loop, 'between');
  const pause =
    between &&
    partOf(
      between,
      {...closedIn(header), parent: partAddress(def, 'between')},
      {def: partAddress(def, 'between'), id: 'between'},
    );
  const block: ForeachBlock = {
    ...commonOf(header, {values, readOnly: readOnlyOf(header) ?? false}),
    type: 'foreach',
    as: decoded.as,
    in: decoded.in,
    body,
    limit: limitOf(parallel),
    failFast: fail_fast,
    ...(decoded.batch !== undefined && {batch: batchOf(decoded.batch)}),
    maxFailures: decoded.max_failures ?? 0,
    ...(pause && {between: pause.block}),
    outputs,
  };
  return {block, values, inner: {visible: inside, added: []}};
}

/** Refuses a name that something else has already wherever the loop's own could stand. */
export function checkLoopName(node: Node | undefined, {file}: Unit): void {
  if (node?.kind !== 'scalar' || !ROOTS.includes(node.text)) return;
  const message = `a loop cannot call its own value "${node.text}": that name has a meaning everywhere`;
  file.findings.add(errorAt(node.span, 'reserved-name', message));
}

const keys = {parallel: groupKeys.parallel, fail_fast: groupKeys.fail_fast};

function batchOf(batch: number | `${number}%`): NonNullable<ForeachBlock['batch']> {
  return typeof batch === 'number' ? {count: batch} : {share: Number.parseInt(batch, 10) / 100};
}
