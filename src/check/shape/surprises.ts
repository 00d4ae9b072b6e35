import type {Node} from '../../document/node.ts';
import {quoted} from '../../document/quoting.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {errorAt} from '../findings.ts';
import type {Place} from './places.ts';
import {wordsAt} from './words.ts';

/** What is well-formed but means something else than it looks like. */
export function surprisesAt(place: Place): readonly Diagnostic[] {
  const {node, form} = place;
  if (form.types === undefined && form.nested === undefined) return lossyNumbers(node);
  return node.kind === 'scalar' ? wordsAt(place, node) : [];
}

/** Where any JSON may stand, `1.20` would become the number 1.2. Where a text stands, it stays as written. */
function lossyNumbers(node: Node): readonly Diagnostic[] {
  if (node.kind === 'list') return node.items.flatMap(lossyNumbers);
  if (node.kind === 'map') return node.entries.flatMap(({value}) => lossyNumbers(value));
  if (typeof node.value !== 'number' || String(node.value) === node.text || /^-?\d+\.0$/.test(node.text)) return [];
  return [
    errorAt(node.span, 'yaml-surprise', `YAML reads ${node.text} as the number ${node.value}`, {
      label: `write ${quoted(node.text)}, or ${node.value}`,
      replacement: quoted(node.text),
    }),
  ];
}
