import type {Block} from '../../model/block.ts';

/** Keys whose values are steps of their own. */
const PARTS: readonly string[] = ['steps', 'rescue', 'always', 'branch', 'choose'];

/** A step as it is written, without the steps in it and wherever it stands: the same text, the same step. */
export function sourceOf({keys}: Block): string {
  const texts = Object.entries(keys)
    .filter(([key]) => !PARTS.includes(key))
    .map(([key, {file, start, end}]) => `${key}: ${file.text.slice(start, end).trim()}`);
  return texts.toSorted().join('\n');
}
