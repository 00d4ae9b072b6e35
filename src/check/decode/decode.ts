import {get, type ListNode, type MapNode, type Node, type ScalarNode} from '../../document/node.ts';
import type {Static, TSchema} from '../../kinds/grammar/schema.ts';
import type {Template} from '../../template/template.ts';
import type {Reading} from '../unit.ts';
import {checkArguments, checkCommand, checkVariables} from './command-places.ts';
import {annotations, type Fragment} from './fragment.ts';
import {isField, itemView, withDefault} from './item.ts';
import {decodeJson, decodePlain} from './json.ts';
import {decodePeople} from './people.ts';
import {decodeDuration, decodeNumber, decodePattern, decodeReference} from './scalars.ts';
import {compileCel, compileListCel, compileText} from './texts.ts';

/**
 * Decodes `node` as `schema` says: texts and decisions compiled with the names their place can see, durations in
 * milliseconds, short forms in the long one. What cannot be decoded is reported, unless the check of the shape has said
 * so already, and replaced by something of the right type, so that the rest can still be checked.
 */
export function decode<T extends TSchema>(schema: T, node: Node, reading: Reading): Static<T> {
  return decodeFragment(annotations(schema), node, {reading, what: reading.what ?? ''}) as Static<T>;
}

/** Decodes the entries of a map that `keys` knows, and leaves the others out. */
export function decodeKeys<K extends Readonly<Record<string, TSchema>>>(
  keys: K,
  node: Node | undefined,
  reading: Reading,
): {readonly [P in keyof K]?: Static<K[P]>} {
  const decoded: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(keys)) {
    const value = get(node, key);
    if (value !== undefined)
      decoded[key] = decodeFragment(annotations(schema), value, {reading, what: join(reading.what ?? '', key)});
  }
  return decoded as {[P in keyof K]?: Static<K[P]>};
}

interface At {
  readonly reading: Reading;
  /** The keys that lead here, for what is not executed yet. */
  readonly what: string;
}

function decodeFragment(fragment: Fragment, node: Node, at: At): unknown {
  const decoded = decodeUnchecked(fragment, node, at);
  if (fragment['x-arguments'] && node.kind === 'list') checkArguments(node, decoded as Template[], at.reading);
  if (fragment['x-command']) checkCommand(node, decoded as Record<string, never>, at.reading);
  if (fragment['x-keys'] === 'variable' && node.kind === 'map')
    checkVariables(node, decoded as Record<string, Template>, at.reading);
  return decoded;
}

function decodeUnchecked(fragment: Fragment, node: Node, at: At): unknown {
  noteNotYet(fragment, node, at);
  const nested = fragment['x-nested'];
  if (nested !== undefined) return decodeNested(fragment, node, at);
  const one = fragment['x-one-or-more'];
  if (one !== undefined) {
    return (node.kind === 'list' ? node.items : [node]).map((item) => decodeFragment(annotations(one), item, at));
  }
  if (fragment['x-json']) return decodeJson(node, at.reading);
  if (fragment['x-plain']) return decodePlain(node, at.reading);
  switch (node.kind) {
    case 'scalar':
      return decodeScalar(fragment, node, at);
    case 'list':
      return decodeList(fragment, node, at);
    case 'map':
      return decodeMap(fragment, node, at);
  }
}

function noteNotYet(fragment: Fragment, node: Node, {reading, what}: At): void {
  if (fragment['x-not-yet'] !== true || (node.kind === 'scalar' && node.value === false)) return;
  reading.unit.file.notYet.push({what, span: node.span});
}

function decodeNested(fragment: Fragment, node: Node, at: At): unknown {
  const or = fragment['x-or'];
  return or !== undefined && get(node, or.key) !== undefined
    ? decodeFragment(annotations(or.alternative), node, at)
    : node;
}

function decodeScalar(fragment: Fragment, node: ScalarNode, at: At): unknown {
  if (node.value === null) return decodeNothing(fragment, node, at);
  const short = fragment['x-short']?.text;
  if (short !== undefined) return {[short]: decodeFragment(property(fragment, short), node, at)};
  if (fragment['x-list-or-cel']) return compileListCel(node, at.reading, fragment['x-names']);
  if (fragment['x-cel'] !== undefined) return compileCel(fragment, node, at.reading);
  if (fragment['x-text'] !== undefined) return compileText(fragment, node, at.reading);
  if (fragment['x-duration'] !== undefined) return decodeDuration(fragment, node, at.reading);
  if (fragment['x-pattern'] !== undefined) return decodePattern(fragment, node, at.reading);
  if (fragment.type === 'boolean') return node.value === true;
  if (isNumeric(fragment)) return decodeNumber(fragment, node);
  if (fragment['x-words'] !== undefined) return node.text;
  if (expectsMap(fragment)) return decodeNoMap(fragment, node, at);
  if (fragment.items !== undefined) return [];
  return decodeReference(fragment, node, at.reading);
}

function decodeList(fragment: Fragment, node: ListNode, at: At): unknown {
  const short = fragment['x-short']?.list;
  if (short !== undefined) return {[short]: decodeFragment(property(fragment, short), node, at)};
  if (fragment['x-people']) return decodePeople(node, at.reading);
  const {items} = fragment;
  if (items !== undefined) return node.items.map((item) => decodeFragment(annotations(items), item, at));
  return expectsMap(fragment) ? decodeNoMap(fragment, node, at) : decodeNothing(fragment, node, at);
}

function decodeMap(fragment: Fragment, node: MapNode, at: At): unknown {
  if (!expectsMap(fragment)) return fragment.items !== undefined ? [] : decodeNothing(fragment, node, at);
  if (isField(fragment)) return decodeField(fragment, node, at);
  return decodeEntries(fragment, node, at);
}

/** Choices are decoded first: what shows and prefers one sees it as `item`. Then the default is parsed by the type. */
function decodeField(fragment: Fragment, node: MapNode, at: At): unknown {
  const options = get(node, 'options');
  const items = options && decodeFragment(property(fragment, 'options'), options, silent(at));
  const view = itemView(items as Parameters<typeof itemView>[0], at.reading);
  const decoded = decodeEntries(fragment, node, {...at, reading: {...at.reading, view}});
  return withDefault(decoded, node, at.reading);
}

function decodeEntries(fragment: Fragment, node: MapNode, at: At): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const {key, value} of node.entries) {
    const schema = fragment.properties?.[key.value] ?? fragment.additionalProperties;
    if (typeof schema !== 'object') continue;
    const child = annotations(schema);
    const free = fragment.properties === undefined;
    decoded[key.value] = decodeFragment(child, value, {...at, what: free ? at.what : join(at.what, key.value)});
  }
  for (const name of fragment.required ?? []) {
    if (!Object.hasOwn(decoded, name))
      decoded[name] = decodeFragment(property(fragment, name), standIn(node), silent(at));
  }
  return decoded;
}

/** Something else stands where a map is expected: a map with nothing but what it must have. */
function decodeNoMap(fragment: Fragment, {span}: Node, at: At): unknown {
  return decodeEntries(fragment, {kind: 'map', span, entries: []}, silent(at));
}

/** Something else stands where a scalar is expected, or nothing: an empty one, of which nothing more is to be said. */
function decodeNothing(fragment: Fragment, node: Node, at: At): unknown {
  return decodeScalar(fragment, standIn(node), silent(at));
}

/** An empty scalar where another kind of node stands: the check of the shape has said what is wrong. */
function standIn(node: Node): ScalarNode {
  return {kind: 'scalar', span: node.span, value: '', text: '', style: 'plain', spanOf: () => node.span};
}

/** Decodes without reporting, for what is missing in the text. */
function silent(at: At): At {
  const findings = {...at.reading.unit.file.findings, add: () => undefined};
  const file = {...at.reading.unit.file, findings, notYet: []};
  return {...at, reading: {...at.reading, unit: {...at.reading.unit, file}}};
}

function property(fragment: Fragment, name: string): Fragment {
  return annotations(fragment.properties?.[name] ?? {type: 'string'});
}

function expectsMap(fragment: Fragment): boolean {
  return fragment.properties !== undefined || typeof fragment.additionalProperties === 'object';
}

function isNumeric({type}: Fragment): boolean {
  const types = Array.isArray(type) ? type : [type];
  return types.includes('integer') || types.includes('number');
}

function join(prefix: string, key: string): string {
  return prefix === '' ? key : `${prefix}.${key}`;
}
