import type {Node} from '../../document/node.ts';
import type {Form} from '../schema/form.ts';
import type {Piece} from '../schema/fragment.ts';

/** What may stand at a place, in words: `a text or a map`. */
export function expectedText(form: Form): string {
  const types = new Set(form.types ?? []);
  const words: string[] = [];
  const scalar = scalarText(types, form.scalar);
  if (scalar !== undefined) words.push(scalar);
  if (types.has('array')) words.push('a list');
  if (types.has('object')) words.push('a map');
  return words.join(' or ');
}

/** What stands there, in words. */
export function foundText(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return 'a text';
  return typeof node.value === 'number' ? `the number ${node.text}` : `the truth value ${node.text}`;
}

function scalarText(types: ReadonlySet<string>, scalar: Piece | undefined): string | undefined {
  if (scalar === undefined) return undefined;
  const words = scalar.enum ?? scalar['x-words'];
  if (words !== undefined) return `one of ${words.join(', ')}`;
  if (scalar['x-duration'] !== undefined) return 'a duration such as "5m"';
  if (scalar['x-cel'] !== undefined) return 'an expression';
  if (scalar['x-pattern'] !== undefined) return 'a pattern';
  if (types.has('boolean') && !types.has('string')) return 'true or false';
  const number = types.has('number') ? 'a number' : 'a whole number';
  if (!types.has('string')) return number;
  return types.has('integer') ? `${number} or a word` : 'a text';
}
