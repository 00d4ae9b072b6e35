import {didYouMean} from '../../base/did-you-mean.ts';
import {type Entry, get, type Node} from '../../document/node.ts';
import {assignable} from '../../expression/assignable.ts';
import {compileExpression} from '../../expression/compile.ts';
import {typeText} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import {parseField} from '../../kinds/parse-field.ts';
import type {Template} from '../../template/template.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {errorAt} from '../findings.ts';
import {namesFor} from '../names/visible.ts';
import type {Signature} from '../unit.ts';
import type {Header} from './at.ts';
import {nameOf, nameSpan} from './use-name.ts';

interface Given {
  readonly header: Header;
  readonly given: Readonly<Record<string, Template>>;
}

/** Checks that the inputs of what is called are given, known, and of their types. */
export function checkInputs(signature: Signature, {header, given}: Given): void {
  const {findings} = header.at.unit.file;
  const node = get(header.body, 'with');
  const entries = node?.kind === 'map' ? node.entries : [];
  const missing = signature.inputs.filter(
    ({name, optional, default: standard}) => !optional && standard === undefined && !Object.hasOwn(given, name),
  );
  const unknown = entries.filter(({key}) => !signature.inputs.some(({name}) => name === key.value));
  for (const entry of unknown) findings.add(unknownInput(entry, {header, signature, missing}));
  for (const {key, value} of entries) {
    const field = signature.inputs.find(({name}) => name === key.value);
    if (field !== undefined) checkValue(field, given[key.value], {header, node: value});
  }
  // What is missing was perhaps given under another name, which is said already.
  for (const field of missing.slice(unknown.length)) findings.add(missingInput(field, {header, signature}));
}

interface Called {
  readonly header: Header;
  readonly signature: Signature;
}

function missingInput({name}: Field, {header, signature}: Called): Diagnostic {
  const span = signature.declaredAt(name);
  return {
    ...errorAt(nameSpan(header.body), 'call-inputs', `"${nameOf(header.body)}" needs the input "${name}"`),
    help: `say with: {${name}: …}`,
    ...(span && {related: [{span, label: 'declared here'}]}),
  };
}

function unknownInput({key}: Entry, called: Called & {readonly missing: readonly Field[]}): Diagnostic {
  const {header, signature, missing} = called;
  const names = signature.inputs.map(({name}) => name);
  const only = missing.length === 1 ? missing[0]?.name : undefined;
  const meant = didYouMean(key.value, names) ?? only;
  const declared = meant === undefined ? undefined : signature.declaredAt(meant);
  return {
    ...errorAt(key.span, 'call-inputs', `"${nameOf(header.body)}" has no input "${key.value}"`),
    ...(meant === undefined
      ? {help: names.length === 0 ? 'it has no inputs' : `it has ${names.join(', ')}`}
      : {label: `did you mean "${meant}"?`, replacement: meant}),
    ...(declared && {related: [{span: declared, label: 'declared here'}]}),
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
