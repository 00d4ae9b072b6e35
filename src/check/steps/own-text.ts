import type {MapNode} from '../../document/node.ts';

/** Keys that hold steps of their own: a change inside them does not make their group another step. */
const NESTED = new Set(['steps', 'rescue', 'always', 'undo', 'probe', 'branch', 'choose']);

/** A step's own words, from which the id of an unnamed one is made: not those of its steps, nor how they are laid out. */
export function ownText(node: MapNode): string {
  return node.entries
    .filter(({key, value}) => !NESTED.has(key.value) || value.kind === 'scalar')
    .map(({key, value}) => `${key.value}:${value.span.file.text.slice(value.span.start, value.span.end)}`)
    .join('\n')
    .replace(/\s+/g, ' ');
}
