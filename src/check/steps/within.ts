import {get} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Type} from '../../expression/type.ts';
import {groupKeys} from '../../kinds/grammar/group-keys.ts';
import {decodeKeys} from '../decode/decode.ts';
import type {Visible} from '../names/visible.ts';
import {readOnlyOf} from './act.ts';
import {type At, type Header, readingOf} from './at.ts';
import {checkNames} from './captures.ts';

/** How the steps of a group see, where they are the steps of `header`. */
export function insideOf(header: Header, visible: Visible = header.inside): At {
  const {at, def, context, route, foreign} = header;
  const closed = header.if !== undefined || get(header.node, 'ask_if') !== undefined;
  return {
    ...at,
    visible,
    parent: def,
    inherited: {readOnly: readOnlyOf(header) ?? false, context, route, ...(foreign !== undefined && {foreign})},
    depth: at.depth + 1,
    ...(closed && at.outer === undefined && {outer: at.visible}),
  };
}

/** As `insideOf`, for steps that no rollback of the whole can see into: a loop's pass, an item, a rescue. */
export function closedIn(header: Header, visible: Visible = header.inside): At {
  return {...insideOf(header, visible), outer: header.at.outer ?? header.at.visible};
}

/** How many run at once. */
export function limitOf(parallel: number | 'all' | undefined): number {
  return parallel === 'all' ? Number.POSITIVE_INFINITY : (parallel ?? 1);
}

/** The `outputs` of a group, which see the ids inside it. */
export function outputsOf(
  header: Header,
  inside: Visible,
): {readonly outputs: Readonly<Record<string, Expression>>; readonly values: Readonly<Record<string, Type>>} {
  const {outputs = {}} = decodeKeys({outputs: groupKeys.outputs}, header.node, readingOf(header, {inside}));
  checkNames(get(header.node, 'outputs'), {unit: header.at.unit});
  return {outputs, values: Object.fromEntries(Object.entries(outputs).map(([name, {type}]) => [name, type]))};
}

/** How a group is called in messages. */
export function nameOf({entry, kind}: Header): string {
  return entry?.id ?? (kind.kind === 'steps' ? 'the group' : `the "${kind.kind}"`);
}
