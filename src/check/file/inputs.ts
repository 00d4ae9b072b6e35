import type {Node} from '../../document/node.ts';
import {record, type Type} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import {fieldsOf} from '../../kinds/field-of.ts';
import {fields as fieldsSchema} from '../../kinds/grammar/field.ts';
import {decode} from '../decode/decode.ts';
import {checkFieldSets} from '../fields.ts';
import type {Reading} from '../unit.ts';

/** The inputs of a file or block. */
export interface CheckedInputs {
  readonly fields: readonly Field[];
  readonly type: Type;
}

/** Checks inputs; nothing can be seen from them. */
export function checkInputs(node: Node | undefined, reading: Reading): CheckedInputs {
  if (node?.kind !== 'map') return {fields: [], type: record({})};
  const decoded = decode(fieldsSchema(''), node, {...reading, what: 'inputs'});
  const fields = fieldsOf(decoded);
  checkFieldSets(node, fields, reading.unit.file.findings);
  const types = Object.entries(fields).map(([name, field]) => [name, field.type] as const);
  return {fields: Object.values(fields), type: record(Object.fromEntries(types))};
}
