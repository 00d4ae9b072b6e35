import {type Alias, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq} from 'yaml';
import {didYouMean} from '../base/did-you-mean.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import {positionAt, type SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import type {Limits} from './limits.ts';
import type {Entry, MapNode, Node, ScalarNode} from './node.ts';
import {isUnquotedTemplate, unquotedTemplate} from './quoting.ts';
import {scalarNode} from './scalar.ts';

/** The tree of a document without syntax errors, and what is wrong with it. Aliases are followed within `limits`. */
export function buildTree(
  file: SourceFile,
  contents: unknown,
  limits: Limits,
): {readonly node: Node; readonly findings: readonly Diagnostic[]} {
  const builder: Builder = {file, limits, findings: [], anchors: new Map(), nodes: 0};
  return {node: build(builder, contents, 0).node, findings: builder.findings};
}

interface Builder {
  readonly file: SourceFile;
  readonly limits: Limits;
  readonly findings: Diagnostic[];
  /** By name; 'open' while the anchored node itself is being built. */
  readonly anchors: Map<string, Built | 'open'>;
  nodes: number;
}

/** A node with the number of nodes below and including it, and how deep it reaches. */
interface Built {
  readonly node: Node;
  readonly size: number;
  readonly height: number;
}

function build(builder: Builder, source: unknown, at: number): Built {
  if (isAlias(source)) return follow(builder, source);
  const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : undefined;
  if (anchor !== undefined) builder.anchors.set(anchor, 'open');
  const built = isMap(source)
    ? buildMap(builder, source)
    : isSeq(source)
      ? buildList(builder, source)
      : leaf(isScalar(source) ? scalarOf(builder, source) : emptyScalar(builder, at));
  if (anchor !== undefined) builder.anchors.set(anchor, built);
  builder.nodes += 1;
  return built;
}

function follow(builder: Builder, alias: Alias): Built {
  const span = spanOf(builder, alias);
  const target = builder.anchors.get(alias.source);
  if (target === undefined || target === 'open') {
    builder.findings.push(target === 'open' ? cyclic(span, alias.source) : unknownAnchor(builder, span, alias.source));
    return leaf(emptyScalar(builder, span.start));
  }
  builder.nodes += target.size;
  const {nodes, depth} = builder.limits;
  if (builder.nodes > nodes || target.height > depth) {
    if (!builder.findings.some(({rule}) => rule === 'too-large')) builder.findings.push(bomb(span, builder.limits));
    return leaf(emptyScalar(builder, span.start));
  }
  return {...target, node: {...target.node, span}};
}

function buildMap(builder: Builder, source: YAMLMap): Built {
  const span = spanOf(builder, source);
  if (isUnquotedTemplate(builder.file, source)) {
    builder.findings.push(unquotedTemplate(span));
    return leaf(emptyScalar(builder, span.start));
  }
  const first = new Map<string, ScalarNode>();
  const entries: Entry[] = [];
  let size = 1;
  let height = 0;
  for (const pair of source.items) {
    const key = buildKey(builder, pair, span.start);
    const value = build(builder, pair.value, key?.span.end ?? span.start);
    size += 1 + value.size;
    height = Math.max(height, value.height);
    if (key === undefined) continue;
    const earlier = first.get(key.value);
    if (earlier !== undefined) builder.findings.push(duplicateKey(builder, key, earlier));
    else {
      first.set(key.value, key);
      entries.push({key, value: value.node});
    }
  }
  const node: MapNode = {kind: 'map', span, entries};
  return {node, size, height: height + 1};
}

function buildKey(builder: Builder, pair: Pair, mapStart: number): Entry['key'] | undefined {
  const {key} = pair;
  if (isScalar(key) && (key.value !== null || key.source)) {
    const scalar = scalarOf(builder, key);
    if (scalar.text === '<<' && scalar.style === 'plain') builder.findings.push(mergeKey(scalar.span));
    return {...scalar, value: scalar.text};
  }
  const span = isMap(key) || isSeq(key) || isAlias(key) || isScalar(key) ? spanOf(builder, key) : at(builder, mapStart);
  builder.findings.push(isScalar(key) || key === null ? missingKey(span) : badKey(span));
  return undefined;
}

function buildList(builder: Builder, source: YAMLSeq): Built {
  const span = spanOf(builder, source);
  const items = source.items.map((item) => build(builder, item, span.start));
  return {
    node: {kind: 'list', span, items: items.map(({node}) => node)},
    size: items.reduce((sum, {size}) => sum + size, 1),
    height: items.reduce((max, {height}) => Math.max(max, height), 0) + 1,
  };
}

const leaf = (node: Node): Built => ({node, size: 1, height: 0});

function scalarOf(builder: Builder, scalar: Scalar): ScalarNode {
  const [start = 0, end = start] = scalar.range ?? [];
  return scalarNode({file: builder.file, start, end}, scalar);
}

function emptyScalar(builder: Builder, start: number): ScalarNode {
  return scalarNode(at(builder, start), {value: null, source: ''});
}

function at(builder: Builder, start: number): Span {
  return {file: builder.file, start, end: start};
}

function spanOf(builder: Builder, source: {readonly range?: readonly number[] | null | undefined}): Span {
  const [start = 0, end = start] = source.range ?? [];
  const written = builder.file.text.slice(start, end).trimEnd();
  return {file: builder.file, start, end: start + written.length};
}

function duplicateKey(builder: Builder, key: Entry['key'], earlier: ScalarNode): Diagnostic {
  const {line} = positionAt(builder.file, earlier.span.start);
  return {
    rule: 'duplicate-key',
    severity: 'error',
    message: `key ${JSON.stringify(key.value)} is already set on line ${line}`,
    span: key.span,
    related: [{span: earlier.span, label: 'first set here'}],
  };
}

function mergeKey(span: Span): Diagnostic {
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: 'merge keys "<<" are not used here',
    span,
    help: 'write the keys out, or put what is shared under "defaults"',
  };
}

function missingKey(span: Span): Diagnostic {
  return {rule: 'yaml-syntax', severity: 'error', message: 'there is no key before this ":"', span};
}

function badKey(span: Span): Diagnostic {
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: 'a key must be a word, but this is a list, a map or an alias',
    span,
  };
}

function unknownAnchor(builder: Builder, span: Span, name: string): Diagnostic {
  const near = didYouMean(name, builder.anchors.keys());
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: `YAML reads "*${name}" as an alias, but there is no anchor "&${name}" before it`,
    span,
    ...(near === undefined ? {} : {label: `did you mean "*${near}"?`}),
    help: `if it is a text, quote it: '*${name}'`,
    replacement: near === undefined ? `'*${name}'` : `*${near}`,
  };
}

function cyclic(span: Span, name: string): Diagnostic {
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: `"*${name}" stands inside the node that "&${name}" names, so it would contain itself`,
    span,
  };
}

function bomb(span: Span, limits: Limits): Diagnostic {
  return {
    rule: 'too-large',
    severity: 'error',
    message: `with this alias the document grows past ${limits.nodes} nodes or ${limits.depth} levels`,
    span,
    help: 'aliases of aliases multiply; write out what is needed',
  };
}
