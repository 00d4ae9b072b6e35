import type {Value} from '../../base/value.ts';
import {common} from '../assignable.ts';
import type {Node} from '../ast.ts';
import {failure, isFailure, quote} from '../outcome.ts';
import {runAll} from '../run.ts';
import {DYN, type Type, typeText} from '../type.ts';
import {type Checked, type Context, checked, checkPresent, refuse} from './context.ts';

/** Checks `[a, b]`. */
export function checkList(node: Node & {readonly kind: 'list'}, context: Context): Checked {
  const items = node.items.map((item) => checkPresent(item, context));
  const [first, ...rest] = items.map((item) => item.type);
  const of = first === undefined ? DYN : rest.reduce(common, first);
  const runs = items.map((item) => item.run);
  return checked(node, {kind: 'list', of}, (frame) => runAll(runs, frame));
}

/** Checks `{"key": value}`; with constant keys it is a record. */
export function checkMap(node: Node & {readonly kind: 'map'}, context: Context): Checked {
  const keys = node.entries.map(([key]) => checkPresent(key, context));
  const values = node.entries.map(([, value]) => checkPresent(value, context));
  for (const key of keys) {
    if (key.type.kind === 'string' || key.type.kind === 'dyn') continue;
    return refuse(key.node, context, {code: 'type', message: `a key is a string, but this is ${typeText(key.type)}`});
  }
  return checked(node, mapType(keys, values), (frame) => {
    const names = runAll(
      keys.map((key) => key.run),
      frame,
    );
    const contents = runAll(
      values.map((value) => value.run),
      frame,
    );
    if (isFailure(names)) return names;
    if (isFailure(contents)) return contents;
    const wrong = names.find((name) => typeof name !== 'string');
    if (wrong !== undefined) return failure(`a key is a string, but this is ${quote(wrong)}`);
    return Object.fromEntries(names.map((name, index): [string, Value] => [String(name), contents[index] ?? null]));
  });
}

function mapType(keys: readonly Checked[], values: readonly Checked[]): Type {
  const types = values.map((value) => value.type);
  const names = keys.map((key) => (key.node.kind === 'literal' ? String(key.node.value) : undefined));
  if (names.every((name) => name !== undefined)) {
    return {kind: 'record', fields: Object.fromEntries(names.map((name, index) => [name, types[index] ?? DYN]))};
  }
  const [first, ...rest] = types;
  return {kind: 'map', of: first === undefined ? DYN : rest.reduce(common, first)};
}
