import {get, type MapNode, type Node} from '../document/node.ts';
import type {Field} from '../kinds/field.ts';
import {errorAt, type Findings} from './findings.ts';

/** Checks what the keys of fields say together: options belong to a choice, bounds to numbers and texts. */
export function checkFieldSets(
  node: Node | undefined,
  fields: Readonly<Record<string, Field>>,
  findings: Findings,
): void {
  if (node?.kind !== 'map') return;
  for (const {key, value} of node.entries) {
    const field = fields[key.value];
    if (field !== undefined && value.kind === 'map') checkField(field, {key: key.value, node: value, findings});
  }
}

interface At {
  readonly key: string;
  readonly node: MapNode;
  readonly findings: Findings;
}

function checkField(field: Field, {node, findings, key}: At): void {
  const keySpan = (name: string) => node.entries.find((each) => each.key.value === name)?.key.span ?? node.span;
  const misplaced = (name: string, message: string): void => {
    if (get(node, name) !== undefined) findings.add(errorAt(keySpan(name), 'misplaced-key', message));
  };
  if (field.as === 'choice') {
    if (field.options === undefined) {
      findings.add(errorAt(keySpan('type'), 'missing-key', `the choice "${key}" has no "options"`));
    }
  } else {
    for (const name of ['options', 'show', 'prefer']) misplaced(name, `"${name}" belongs to "type: choice"`);
  }
  if (field.as !== 'list' && field.as !== 'map') misplaced('of', '"of" belongs to a list or map');
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    findings.add(errorAt(keySpan('min'), 'bad-bounds', `the least is ${field.min}, but the most is ${field.max}`));
  }
  if (field.pattern !== undefined && !TEXTS.has(field.as)) misplaced('pattern', '"pattern" belongs to a text');
}

const TEXTS: ReadonlySet<string> = new Set(['string', 'url', 'path', 'date', 'choice']);
