import {entry, get} from '../../document/node.ts';
import type {Type} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import type {AskingKind} from '../../kinds/steps/contract.ts';
import type {AskBlock} from '../../model/block.ts';
import {decode} from '../decode/decode.ts';
import {checkFieldSets} from '../fields.ts';
import {errorAt} from '../findings.ts';
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
  checkQuestion(header, body, fields);
  for (const {key, message} of kind.problems?.(body) ?? []) {
    header.at.unit.file.findings.add(errorAt(entry(header.body, key)?.value.span, 'impossible', message));
  }
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

/** A question needs words, and one that answers itself needs to know how. */
function checkQuestion(header: Header, body: PersonBody, fields: Readonly<Record<string, Field>>): void {
  const {findings} = header.at.unit.file;
  const {node, kind} = header;
  if (kind.kind === 'ask' && header.body.kind === 'map' && get(header.body, 'question') === undefined) {
    if (get(node, 'title') === undefined) {
      const span = entry(node, 'ask')?.key.span;
      findings.add(errorAt(span, 'missing-key', 'this asks without words: say "question", or give the step a "title"'));
    }
  }
  if (body.unattended !== 'preferred') return;
  const open = Object.values(fields).filter(
    ({prefer, default: standard, optional}) => prefer === undefined && standard === undefined && !optional,
  );
  for (const {name} of open) {
    const span = entry(header.body, 'unattended')?.value.span;
    const message = `"${name}" has neither "prefer" nor "default", so nobody answers it`;
    findings.add(errorAt(span, 'missing-key', message));
  }
}
