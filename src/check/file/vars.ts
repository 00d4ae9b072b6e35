import {didYouMean} from '../../base/did-you-mean.ts';
import type {Value} from '../../base/value.ts';
import {type Entry, entry, get, type Node} from '../../document/node.ts';
import {compileExpression} from '../../expression/compile.ts';
import {record, STRING, type Type, typeText} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import {fileKeys} from '../../kinds/grammar/file-keys.ts';
import {isTemplate} from '../../kinds/rendered.ts';
import type {Variants} from '../../model/runbook.ts';
import type {Template} from '../../template/template.ts';
import {decodeKeys} from '../decode/decode.ts';
import {errorAt, type Findings} from '../findings.ts';
import {typeOfValue} from '../names/value-type.ts';
import {ID as NAME} from '../schema/patterns.ts';
import type {Reading} from '../unit.ts';

/** The constants of a file. */
export interface CheckedVars {
  readonly vars: Constants;
  readonly variants?: Variants;
  readonly type: Type;
}

type Constants = Readonly<Record<string, Value | Template>>;

/** Checks `vars` and `variants`: texts may use inputs, and every variant has the same names and types. */
export function checkVars(root: Node, inputs: readonly Field[], reading: Reading): CheckedVars {
  const {vars = {}, variants} = decodeKeys({vars: fileKeys.vars, variants: fileKeys.variants}, root, reading);
  const types = typesOf(vars, reading);
  if (variants === undefined) return {vars, type: record(types)};
  checkSelect(root, inputs, reading);
  const selected = checkSame(root, variants, reading);
  checkOverlap(root, selected, reading);
  return {vars, variants, type: record({...types, ...selected})};
}

function typesOf(constants: Constants, reading: Reading): Record<string, Type> {
  return Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, typeOf(value, reading)]));
}

function typeOf(value: Value | Template, reading: Reading): Type {
  if (!isTemplate(value)) return typeOfValue(value);
  if (value.reference === undefined) return STRING;
  const reference = compileExpression(value.reference.join('.'), reading.view('inputs').roots);
  return reference.ok ? reference.value.type : STRING;
}

function checkSelect(root: Node, inputs: readonly Field[], {unit}: Reading): void {
  const variants = get(root, 'variants');
  const select = get(variants, 'select');
  const values = entry(variants, 'values');
  if (select?.kind !== 'scalar' || values?.value.kind !== 'map' || !ID.test(select.text)) return;
  const field = inputs.find(({name}) => name === select.text);
  if (field?.as === 'choice') {
    checkOptions(values, field, unit.file.findings);
    if (field.type.kind === 'optional') mustBeGiven(select, unit.file.findings);
  } else if (!unit.file.doubtful.has('inputs') && !unit.file.doubtful.has('*')) {
    const choices = inputs.filter(({as}) => as === 'choice').map(({name}) => name);
    const message = field === undefined ? `there is no input "${select.text}"` : `"${select.text}" is no choice`;
    unit.file.findings.add({
      ...errorAt(select.span, 'undefined-name', message),
      help: '"select" names an input of "type: choice"',
      ...meant(select.text, choices),
    });
  }
}

/** Without a value nothing would be selected, and no variable there. */
function mustBeGiven(select: Node & {readonly kind: 'scalar'}, findings: Findings): void {
  const message = `"${select.text}" is optional, but "variants" needs its value`;
  findings.add({
    ...errorAt(select.span, 'maybe-absent', message),
    help: 'give the input a "default", or leave "optional" out',
  });
}

/** What no name is was found by the check of the shape. */
const ID = new RegExp(NAME);

function checkOptions({key: valuesKey, value: values}: Entry, field: Field, findings: Findings): void {
  if (values.kind !== 'map') return;
  const options = Array.isArray(field.options) ? (field.options as readonly string[]) : [];
  const unknown = values.entries.filter(({key}) => !options.includes(key.value));
  for (const {key} of unknown) {
    findings.add({
      ...errorAt(key.span, 'unknown-value', `"${key.value}" is no option of "${field.name}"`),
      help: `it has ${options.join(', ')}`,
      ...meant(key.value, options),
    });
  }
  const missing = options.filter((option) => get(values, option) === undefined);
  if (missing.length === 0 || unknown.length > 0) return;
  const message = `there are no values for ${missing.map((option) => `"${option}"`).join(', ')}`;
  findings.add(errorAt(valuesKey.span, 'missing-key', message));
}

function meant(typed: string, names: readonly string[]): {label?: string; replacement?: string} {
  const name = didYouMean(typed, names);
  return name === undefined ? {} : {label: `did you mean "${name}"?`, replacement: name};
}

/** The types of the first variant; the others must have the same names and types. */
function checkSame(root: Node, {values}: Variants, reading: Reading): Readonly<Record<string, Type>> {
  const [first, ...others] = Object.entries(values);
  if (first === undefined) return {};
  const [firstName, firstValues] = first;
  const types = typesOf(firstValues, reading);
  const written = get(get(root, 'variants'), 'values');
  const {findings} = reading.unit.file;
  for (const [name, constants] of others) {
    const key = entry(written, name)?.key.span;
    for (const [constant, type] of Object.entries(typesOf(constants, reading))) {
      const wanted = types[constant];
      const at = entry(get(written, name), constant)?.key.span;
      if (wanted === undefined) {
        findings.add(
          errorAt(at, 'variants-differ', `"${firstName}" has no "${constant}"; every variant has the same names`),
        );
      } else if (typeText(wanted) !== typeText(type)) {
        const message = `"${constant}" is ${typeText(type)} here, but ${typeText(wanted)} in "${firstName}"`;
        findings.add(errorAt(at, 'variants-differ', message));
      }
    }
    const missing = Object.keys(types).filter((constant) => !Object.hasOwn(constants, constant));
    if (missing.length > 0) {
      findings.add(
        errorAt(key, 'variants-differ', `"${name}" has no ${missing.map((each) => `"${each}"`).join(', ')}`),
      );
    }
  }
  return types;
}

function checkOverlap(root: Node, selected: Readonly<Record<string, Type>>, {unit}: Reading): void {
  for (const name of Object.keys(selected)) {
    const again = entry(get(root, 'vars'), name);
    if (again === undefined) continue;
    const message = `"${name}" is given by "variants", too; both are read as "vars.${name}"`;
    unit.file.findings.add(errorAt(again.key.span, 'duplicate-key', message));
  }
}
