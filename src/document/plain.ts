import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Node} from './node.ts';
import {parseDocument} from './parse.ts';

/** The plain value of a node, its places forgotten. */
export function plainValue(node: Node): Value {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map((entry) => [entry.key.value, plainValue(entry.value)]));
}

/** The plain value of a YAML file that is no runbook: inputs, answers. */
export function readPlainYaml(file: SourceFile): Result<Value, readonly Diagnostic[]> {
  const parsed = parseDocument(file);
  return parsed.ok ? ok(plainValue(parsed.value)) : fail(parsed.error);
}
