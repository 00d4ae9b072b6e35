import {didYouMean} from '../../base/did-you-mean.ts';
import {get, type Node} from '../../document/node.ts';
import {assignable} from '../../expression/assignable.ts';
import {compileExpression} from '../../expression/compile.ts';
import {typeText} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import {parseField} from '../../kinds/parse-field.ts';
import {type UseBody, use} from '../../kinds/steps/use.ts';
import type {CallBlock} from '../../model/block.ts';
import type {Template} from '../../template/template.ts';
import type {Span} from '../../text/span.ts';
import {fileAddress} from '../address.ts';
import {decode} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {namesFor} from '../names/visible.ts';
import type {Signature} from '../unit.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {registered} from './block.ts';
import {commonOf} from './common.ts';
import {onlyLooks} from './looks.ts';
import {nameOf, nameSpan} from './use-name.ts';

/** Checks a call of a block or file: that it exists, and that its inputs are given, known and of their types. */
export function checkCall(header: Header): Made {
  const {at, body: node} = header;
  const body = decode(use.schema, node, {...readingOf(header), what: 'use'}) as UseBody;
  const signature = at.unit.file.callable({...target(body), span: nameSpan(node)});
  if (signature !== undefined) checkInputs(signature, {header, given: body.with ?? {}});
  if (signature !== undefined && at.looking) checkLooks(signature, header);
  const values = signature?.outputs ?? {};
  const readOnly = readOnlyOf(header) ?? (signature !== undefined && onlyLooks(signature.body) === undefined);
  const block: CallBlock = {
    ...commonOf(header, {values, readOnly}),
    type: 'call',
    block: signature?.address ?? fileAddress(body.file ?? ''),
    with: body.with ?? {},
  };
  return {block: registered(header, block), values};
}

/** A probe may only look, and so may what it calls. */
function checkLooks({body}: Signature, header: Header): void {
  const changing = onlyLooks(body);
  if (changing === undefined) return;
  const message = 'a probe only looks, but what this calls may change something';
  header.at.unit.file.findings.add({
    ...errorAt(nameSpan(header.body), 'probe-changes', message),
    help: 'say "read_only: true" at that step if it changes nothing',
    related: [{span: changing.span, label: 'this is not known to be read-only'}],
  });
}

function target({block, file}: UseBody): {block?: string; file?: string} {
  return {...(block !== undefined && {block}), ...(file !== undefined && {file})};
}

interface Given {
  readonly header: Header;
  readonly given: Readonly<Record<string, Template>>;
}

function checkInputs(signature: Signature, {header, given}: Given): void {
  const {findings} = header.at.unit.file;
  const names = signature.inputs.map(({name}) => name);
  const node = get(header.body, 'with');
  const entries = node?.kind === 'map' ? node.entries : [];
  for (const {key, value} of entries) {
    const field = signature.inputs.find(({name}) => name === key.value);
    if (field === undefined)
      findings.add(unknownInput(key.value, key.span, {called: nameOf(header.body), names, signature}));
    else checkValue(field, given[key.value], {header, node: value});
  }
  for (const field of signature.inputs) {
    if (field.optional || field.default !== undefined || Object.hasOwn(given, field.name)) continue;
    if (entries.some(({key}) => didYouMean(key.value, [field.name]) !== undefined)) continue;
    const span = signature.declaredAt(field.name);
    findings.add({
      ...errorAt(nameSpan(header.body), 'call-inputs', `"${nameOf(header.body)}" needs the input "${field.name}"`),
      help: `say with: {${field.name}: …}`,
      ...(span && {related: [{span, label: 'declared here'}]}),
    });
  }
}

function unknownInput(name: string, span: Span, of: {called: string; names: readonly string[]; signature: Signature}) {
  const meant = didYouMean(name, of.names);
  const declared = meant === undefined ? undefined : of.signature.declaredAt(meant);
  return {
    ...errorAt(span, 'call-inputs', `"${of.called}" has no input "${name}"`),
    ...(meant === undefined
      ? {help: of.names.length === 0 ? 'it has no inputs' : `it has ${of.names.join(', ')}`}
      : {label: `did you mean "${meant}"?`, replacement: meant}),
    ...(declared && {related: [{span: declared, label: 'similar name declared here'}]}),
  };
}

/** A constant is parsed as the type says; a text that is one reference keeps the type of its value. */
function checkValue(field: Field, text: Template | undefined, at: {header: Header; node: Node}): void {
  if (text === undefined || at.node.kind !== 'scalar') return;
  const {findings} = at.header.at.unit.file;
  if (text.constant) {
    const value = parseField(field, at.node.text);
    if (!value.ok) findings.add(errorAt(at.node.span, 'call-inputs', `"${field.name}": ${value.error}`));
    return;
  }
  if (text.reference === undefined) return;
  const source = text.reference.join('.');
  const reference = compileExpression(source, namesFor(at.header.inside, source));
  if (!reference.ok || assignable(reference.value.type, field.type)) return;
  if (typeText(reference.value.type) === 'string') return;
  const message = `"${field.name}" is ${typeText(field.type)}, but "${source}" is ${typeText(reference.value.type)}`;
  findings.add(errorAt(at.node.span, 'call-inputs', message));
}
