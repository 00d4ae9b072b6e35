import {entry, get, type Node} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Type} from '../../expression/type.ts';
import {capturedByExpect, expectFaults} from '../../kinds/captured-by-expect.ts';
import {type Expect, expect, streams} from '../../kinds/grammar/expect.ts';
import type {ActingKind} from '../../kinds/steps/contract.ts';
import type {Span} from '../../text/span.ts';
import {decodeKeys} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {FACTS} from '../names/known.ts';
import {type Visible, withKnown} from '../names/visible.ts';
import {type Header, readingOf} from './at.ts';

/** What `expect` decodes to, and the captures that the named parts of its samples and patterns give. */
export interface CheckedExpect {
  readonly expect: Expect;
  readonly captured: Readonly<Record<string, Type>>;
}

/** Checks what is expected of a result: matchers first, then captures, then `that`, which sees both. */
export function checkExpect(
  header: Header,
  of: {
    readonly kind: ActingKind<unknown>;
    readonly results: Visible;
    readonly capture: Readonly<Record<string, Expression>>;
  },
): CheckedExpect {
  const node = get(header.node, 'expect');
  if (node?.kind !== 'map') return {expect: {}, captured: {}};
  checkKeys(header, node, of.kind);
  const {that, ...matchers} = expect.properties;
  const early = decodeKeys(matchers, node, {...readingOf(header), what: 'expect'}) as Expect;
  const captured = capturedByExpect(early);
  checkParts(early, captured, {node, header});
  const types = Object.entries(of.capture).map(([name, {type}]) => [name, type] as const);
  const own = {id: header.id, values: {...captured, ...Object.fromEntries(types)}, doubts: []};
  const result = header.entry?.id === undefined ? of.results : withKnown(of.results, own);
  const late = decodeKeys({that}, node, {...readingOf(header, {result}), what: 'expect'}) as Expect;
  return {expect: {...early, ...late}, captured};
}

/** Reports samples and patterns that cannot be read, and named parts whose names are taken. */
function checkParts(decoded: Expect, captured: Readonly<Record<string, Type>>, at: {node: Node; header: Header}): void {
  const {findings} = at.header.at.unit.file;
  for (const fault of expectFaults(decoded)) {
    const text = get(get(at.node, fault.stream), fault.assertion);
    if (text?.kind !== 'scalar') continue;
    const rule = fault.assertion === 'like' ? 'invalid-sample' : 'bad-regex';
    findings.add(errorAt(text.spanOf(fault.start, fault.end), rule, fault.message));
  }
  for (const name of Object.keys(captured)) {
    if (!FACTS.includes(name)) continue;
    const message = `"${name}" cannot be captured: every step has a "${name}" of its own`;
    findings.add(errorAt(partSpan(name, at.node), 'reserved-name', message));
  }
}

function partSpan(name: string, expectNode: Node): Span {
  for (const stream of streams) {
    for (const assertion of ['like', 'matches']) {
      const text = get(get(expectNode, stream), assertion);
      const start = text?.kind === 'scalar' ? text.text.search(new RegExp(`<${name}\\b`)) : -1;
      if (text?.kind === 'scalar' && start >= 0) return text.spanOf(start + 1, start + 1 + name.length);
    }
  }
  return expectNode.span;
}

function checkKeys({at}: Header, node: Node, kind: ActingKind<unknown>): void {
  if (node.kind !== 'map') return;
  const known = Object.keys(expect.properties);
  for (const {key} of node.entries) {
    if (!known.includes(key.value) || kind.expects.includes(key.value)) continue;
    const message = `"${key.value}" cannot be expected of "${kind.kind}"`;
    const help =
      kind.expects.length === 0 ? `"${kind.kind}" has nothing to expect` : `it has ${kind.expects.join(', ')}`;
    at.unit.file.findings.add({...errorAt(entry(node, key.value)?.key.span, 'misplaced-key', message), help});
  }
}
