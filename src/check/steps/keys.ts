import type {MapNode} from '../../document/node.ts';
import type {Span} from '../../text/span.ts';

/** Keys whose own keys are places that a failure may point at. */
const OPENED = new Set(['expect', 'capture', 'stdout', 'stderr', 'output']);

/** Where the value of each key of a step is written; those inside `expect` and `capture` as `expect.stdout`. */
export function keySpans(node: MapNode, prefix = ''): Readonly<Record<string, Span>> {
  const spans: Record<string, Span> = {};
  for (const {key, value} of node.entries) {
    const name = `${prefix}${key.value}`;
    spans[name] = value.span;
    if (OPENED.has(key.value) && value.kind === 'map') Object.assign(spans, keySpans(value, `${name}.`));
  }
  return spans;
}
