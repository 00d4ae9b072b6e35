import {get} from '../../document/node.ts';
import type {Type} from '../../expression/type.ts';
import type {AskingKind} from '../../kinds/steps/contract.ts';
import type {AskBlock} from '../../model/block.ts';
import {decode} from '../decode/decode.ts';
import {checkFieldSets} from '../fields.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf, schemaOf} from './at.ts';
import {registered} from './block.ts';
import {checkNames} from './captures.ts';
import {commonOf} from './common.ts';

/** Checks a step that a person answers. */
export function checkPerson(header: Header, kind: AskingKind<unknown>): Made {
  const reading = readingOf(header);
  const body = decode(schemaOf(kind), header.body, {...reading, what: kind.kind}) as PersonBody;
  const fields = kind.fields(body);
  const written = get(header.body, 'fields');
  checkNames(written, {unit: header.at.unit});
  checkFieldSets(written, fields, header.at.unit.file.findings);
  const values: Record<string, Type> = {};
  for (const [name, field] of Object.entries(fields)) values[name] = field.type;
  const block: AskBlock = {
    ...commonOf(header, {values, readOnly: readOnlyOf(header) ?? false}),
    type: 'ask',
    body,
    fields,
    ...(body.expires !== undefined && {expires: body.expires}),
    ...(body.unattended !== undefined && {unattended: body.unattended}),
  };
  return {block: registered(header, block), values};
}

/** What bodies of persons' kinds share. */
interface PersonBody {
  readonly expires?: number;
  readonly unattended?: 'wait' | 'preferred' | 'fail';
}
