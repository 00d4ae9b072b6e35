import {get, type MapNode, type Node} from '../document/node.ts';
import type {Field} from '../kinds/field.ts';
import {errorAt, type Findings} from './findings.ts';

/** Checks what the keys of fields say together: options belong to a choice, bounds to numbers, texts and lists. */
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

const NUMBERS: ReadonlySet<string> = new Set(['int', 'number']);
const TEXTS: ReadonlySet<string> = new Set(['string', 'url', 'path']);
const PATTERNED: ReadonlySet<string> = new Set([...TEXTS, 'date', 'choice']);
const LISTED: ReadonlySet<string> = new Set(['list', 'map']);

function checkField(field: Field, at: At): void {
  if (field.as === 'choice') checkOptions(field, at);
  else for (const name of ['options', 'show', 'prefer']) misplaced(name, `"${name}" belongs to "type: choice"`, at);
  if (!LISTED.has(field.as)) misplaced('of', '"of" belongs to a list or map', at);
  if (!PATTERNED.has(field.as)) misplaced('pattern', '"pattern" belongs to a text', at);
  if (field.optional && field.default !== undefined) {
    misplaced('optional', '"optional" does nothing beside "default": there always is a value', at);
  }
  checkBounds(field, at);
}

function checkOptions({options}: Field, at: At): void {
  const {node, findings, key} = at;
  if (options === undefined) {
    findings.add(errorAt(keySpan('type', node), 'missing-key', `the choice "${key}" has no "options"`));
  }
  const written = get(node, 'options');
  const seen = new Set<string>();
  for (const item of written?.kind === 'list' ? written.items : []) {
    if (item.kind !== 'scalar') continue;
    if (seen.has(item.text)) findings.add(errorAt(item.span, 'duplicate-option', `"${item.text}" is there already`));
    seen.add(item.text);
  }
}

/** A number has a least and a greatest value; a text or list a length, which is counted. */
function checkBounds({as, min, max}: Field, at: At): void {
  const isNumber = NUMBERS.has(as);
  const isCounted = TEXTS.has(as) || as === 'list';
  for (const [name, bound] of Object.entries({min, max})) {
    if (!isNumber && !isCounted) misplaced(name, `"${name}" belongs to a number, a text or a list`, at);
    else if (isCounted && bound !== undefined && !(Number.isInteger(bound) && bound >= 0)) {
      const span = get(at.node, name)?.span;
      at.findings.add(errorAt(span, 'bad-bounds', `"${name}" is a length here, and ${bound} is none`));
    }
  }
  if (min !== undefined && max !== undefined && min > max) {
    at.findings.add(errorAt(keySpan('min', at.node), 'bad-bounds', `the least is ${min}, but the most is ${max}`));
  }
}

function misplaced(name: string, message: string, {node, findings}: At): void {
  if (get(node, name) !== undefined) findings.add(errorAt(keySpan(name, node), 'misplaced-key', message));
}

function keySpan(name: string, node: MapNode) {
  return node.entries.find(({key}) => key.value === name)?.key.span ?? node.span;
}
