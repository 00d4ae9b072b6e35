import type {Span} from '../text/span.ts';
import type {ScalarNode} from './node.ts';
import {mapScalar, type ScalarMap} from './scalar-map.ts';

/** The node of a scalar whose source is `written`; a number keeps its source as its text, so `1.20` stays `1.20`. */
export function scalarNode(
  written: Span,
  scalar: {readonly value: unknown; readonly source?: string | undefined},
): ScalarNode {
  const source = written.file.text.slice(written.start, written.end);
  const value = coreValue(scalar.value);
  const text = typeof value === 'string' ? value : (scalar.source ?? source);
  const span = {...written, end: written.start + source.trimEnd().length};
  return {kind: 'scalar', span, value, text, style: styleOf(source), spanOf: spans(span, source, text)};
}

function coreValue(value: unknown): ScalarNode['value'] {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function styleOf(source: string): ScalarNode['style'] {
  switch (source[0]) {
    case "'":
      return 'single';
    case '"':
      return 'double';
    case '|':
    case '>':
      return 'block';
    default:
      return 'plain';
  }
}

/** Few scalars are ever pointed into, so the map is made when the first is. */
function spans(whole: Span, source: string, text: string): ScalarNode['spanOf'] {
  let map: ScalarMap | undefined;
  return (start, end) => {
    map ??= mapScalar(source, text);
    if (map === undefined) return whole;
    const from = map.starts[start] ?? map.ends.at(-1) ?? (source === '' ? 0 : 1);
    const to = end > start ? (map.ends[Math.min(end, text.length) - 1] ?? from) : from;
    return {file: whole.file, start: whole.start + from, end: whole.start + Math.max(from, to)};
  };
}
