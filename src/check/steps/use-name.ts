import {get, type Node} from '../../document/node.ts';
import type {Span} from '../../text/span.ts';

/** Where a `use` names what it calls. */
export function nameSpan(body: Node): Span {
  const name = get(body, 'block') ?? get(body, 'file') ?? body;
  return name.kind === 'scalar' ? name.spanOf(0, name.text.length) : name.span;
}

/** The name of what a `use` calls. */
export function nameOf(body: Node): string {
  const name = get(body, 'block') ?? get(body, 'file') ?? body;
  return name.kind === 'scalar' ? name.text : '';
}
