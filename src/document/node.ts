import type {Span} from '../text/span.ts';

/** A YAML node that knows where it was written. Aliases are already followed; `span` is then the alias. */
export type Node = MapNode | ListNode | ScalarNode;

/** A mapping, in the order of the text; keys are unique. */
export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: readonly Entry[];
}

/** One `key: value` of a mapping. `key.value` is always a string. */
export interface Entry {
  readonly key: ScalarNode & {readonly value: string};
  readonly value: Node;
}

/** A sequence. */
export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Node[];
}

/** A scalar: `value` after YAML 1.2 core resolution, `text` as a string whatever the value's type. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** The span in the file of `text.slice(start, end)`, through quotes, escapes and indentation. */
  readonly spanOf: (start: number, end: number) => Span;
}

/** The value under `key` of a mapping, or undefined. */
export function get(node: Node | undefined, key: string): Node | undefined {
  return entry(node, key)?.value;
}

/** The entry of `key` in a mapping, or undefined. */
export function entry(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((each) => each.key.value === key) : undefined;
}
