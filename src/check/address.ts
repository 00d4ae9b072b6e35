import {type DefPath, defPath} from '../base/ids.ts';

/**
 * Where blocks are in the text. The scheme, whole:
 *
 * | Address | Block |
 * |---|---|
 * | `/` | the file's own steps |
 * | `/deploy/up` | a step, below its group; an unnamed one has an id made from its text |
 * | `/deploy/up!undo`, `!probe`, `!well`, `!rescue`, `!always`, `!between` | a part of a step or group |
 * | `/move[]`, `/move/scale` | the body of a loop, and a step in it (the run's path puts the round between) |
 * | `/cause[rows]`, `/cause[rows]/restore` | an arm of a `branch` or `choose`, and a step in it |
 * | `/!verify`, `/!monitor.errors` | the verification after a rollback; a monitor's probe |
 * | `@healthy`, `@healthy/ask` | the body of a block of the file, and a step in it |
 * | `@file:restore.yaml`, `@file:restore.yaml/copy`, `@file:restore.yaml@healthy` | the same of a used file |
 */
export const ROOT: DefPath = defPath('/');

/** The address of the child `id` of a group whose children live below `parent`. */
export const childAddress = (parent: DefPath, id: string): DefPath =>
  defPath(parent.endsWith('/') ? `${parent}${id}` : `${parent}/${id}`);

/** The address of a part of the step at `owner`. */
export const partAddress = (owner: DefPath, part: string): DefPath => defPath(`${owner}!${part}`);

/** The address of the body of the loop at `owner`. */
export const bodyAddress = (owner: DefPath): DefPath => defPath(`${owner}[]`);

/** The address of an arm of the `branch` or `choose` at `owner`. */
export const armAddress = (owner: DefPath, arm: string): DefPath => defPath(`${owner}[${arm}]`);

/** The address of the block `name` of the file that lives at `file` (`/`, or that of a used file). */
export const blockAddress = (file: DefPath, name: string): DefPath =>
  defPath(file === ROOT ? `@${name}` : `${file}@${name}`);

/** The address of the steps of a used file, by its path relative to the runbook that is executed. */
export const fileAddress = (path: string): DefPath => defPath(`@file:${path}`);

/**
 * Makes the ids of steps that have none: what they are and a short hash of their own text, with `~2` for a twin. A
 * neighbour that comes or goes changes none of them. The ids its steps give themselves are never made.
 */
export function createUnnamedIds(): (kind: string, text: string) => string {
  const made = new Map<string, number>();
  return (kind, text) => {
    const id = `${kind}-${hash(text)}`;
    const count = (made.get(id) ?? 0) + 1;
    made.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  };
}

/** A short name for an arm, from its words. */
export function slug(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return words.replace(/^_+|_+$/g, '').slice(0, 32) || hash(text);
}

/** FNV-1a of 32 bits (draft-eastlake-fnv), in base 36: short, stable, and no secret hangs on it. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(36);
}
