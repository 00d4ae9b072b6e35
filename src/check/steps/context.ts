import {get, type MapNode} from '../../document/node.ts';
import {contextKeys} from '../../kinds/grammar/context-keys.ts';
import {targetUse} from '../../kinds/grammar/target.ts';
import type {Context} from '../../model/block.ts';
import {decodeKeys} from '../decode/decode.ts';
import type {Reading} from '../unit.ts';

/** A context that says nothing. */
export const NO_CONTEXT: Context = {env: {}, inherit: []};

/** The context a step has: its own keys over `outer`; variables and inherited names are merged. */
export function contextAt(node: MapNode | undefined, reading: Reading, outer: Context): Context {
  const own = decodeKeys({...contextKeys, target: targetUse}, node, reading);
  if (own.target !== undefined && own.target.name !== 'local' && node !== undefined) {
    reading.unit.file.notYet.push({what: 'target', span: node.span});
  }
  const cwd = own.cwd ?? outer.cwd;
  const shell = own.shell ?? outer.shell;
  return {
    env: {...outer.env, ...own.env},
    inherit: [...new Set([...outer.inherit, ...(own.inherit ?? [])])],
    ...(cwd !== undefined && {cwd}),
    ...(shell !== undefined && {shell}),
  };
}

/** Whether the commands of a step go to a target that is no shell; undefined where the step names no target. */
export function foreignAt(node: MapNode, {unit}: Reading): boolean | undefined {
  const target = get(node, 'target');
  const name = target?.kind === 'map' ? get(target, 'name') : target;
  return name?.kind === 'scalar' ? unit.file.foreign.has(name.text) : undefined;
}
