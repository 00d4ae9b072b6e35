import type {Node} from '../../document/node.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Span} from '../../text/span.ts';
import type {Ids} from '../names/ids.ts';

/** What findings about the shape leave unknown: what is missing because of them is no second finding. */
export interface Doubt {
  readonly roots: ReadonlySet<string>;
  readonly steps: ReadonlySet<Node>;
}

/** Keys that give a step its name or hold other steps: misspelt, ids are missing. */
const NAMING = new Set(['id', 'steps', 'rescue', 'always', 'undo', 'branch', 'choose', 'between']);

/** What the findings inside the steps of a file or block leave unknown. */
export function doubtIn(ids: Ids, findings: readonly Diagnostic[], within: Span): Doubt {
  // The second of two equal ids was meant to be another, which may be missed elsewhere.
  const roots = new Set<string>(ids.duplicates.length > 0 ? ['steps'] : []);
  const steps = new Set<Node>();
  for (const finding of findings) {
    const {span} = finding;
    if (span === undefined || !contains(within, span)) continue;
    const step = innermost(ids, span);
    if (step !== undefined) steps.add(step);
    if (!HIDING.has(finding.rule)) continue;
    if (finding.replacement === 'as') roots.add('*');
    if (finding.replacement === undefined || NAMING.has(finding.replacement)) roots.add('steps');
  }
  return {roots, steps};
}

/** The roots and keys of the file whose declarations have findings. */
export function doubtfulKeys(root: Node, findings: readonly Diagnostic[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const finding of findings) {
    if (root.kind !== 'map' || finding.span === undefined) continue;
    const {span} = finding;
    const hit = root.entries.find(({value}) => contains(value.span, span));
    if (hit !== undefined) for (const key of rootsOf(hit.key.value)) keys.add(key);
    else if (finding.rule === 'unknown-key') keys.add('*');
  }
  keys.delete('steps');
  return keys;
}

const HIDING = new Set(['unknown-key', 'one-kind-per-step', 'duplicate-key']);
const ROOT_OF: Readonly<Record<string, readonly string[]>> = {variants: ['vars', 'variants']};

function innermost(ids: Ids, span: Span): Node | undefined {
  let found: Node | undefined;
  for (const {node} of ids.entries.values()) {
    const smaller = found === undefined || node.span.end - node.span.start <= found.span.end - found.span.start;
    if (smaller && contains(node.span, span)) found = node;
  }
  return found;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.start < Math.max(outer.end, outer.start + 1);
}

function rootsOf(key: string): readonly string[] {
  return (Object.hasOwn(ROOT_OF, key) ? ROOT_OF[key] : undefined) ?? [key];
}
