import {didYouMean} from '../../base/did-you-mean.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Value, Values} from '../../base/value.ts';
import type {Field} from '../../kinds/field.ts';
import {parseField} from '../../kinds/parse-field.ts';
import {isTemplate} from '../../kinds/rendered.ts';
import {formatDiagnostic} from '../../text/code-frame.ts';
import type {Call, Options} from '../command.ts';
import type {Terminal} from '../terminal.ts';
import {readPlainFile} from './read-file.ts';

/** The options by which inputs are given. */
export const inputOptions: Options = {
  input: {short: 'i', takes: 'NAME=VALUE', multiple: true, about: 'an input; repeated for each item of a list'},
  inputs: {takes: 'FILE', about: 'inputs from a YAML or JSON file; --input wins'},
};

/** What was given, and which required inputs were not. */
export interface GivenInputs {
  readonly values: Values;
  readonly missing: readonly Field[];
}

/** Reads the inputs from flags, then the file, then the environment; every problem is told at once. */
export function readInputs(
  fields: readonly Field[],
  call: Call,
  terminal: Terminal,
): Result<GivenInputs, readonly string[]> {
  const flags = flagInputs(call.values('input'));
  const file = fileInputs(call.value('inputs'), terminal.cwd);
  if (!flags.ok || !file.ok) return fail([...(flags.ok ? [] : flags.error), ...(file.ok ? [] : file.error)]);
  const given = new Map<string, Value>([...Object.entries(file.value), ...flags.value]);
  const unknown = [...given.keys()].filter((name) => !fields.some((field) => field.name === name));
  for (const field of fields) {
    const found = given.get(field.name) ?? fromEnvironment(field, terminal);
    if (found !== undefined) given.set(field.name, found);
  }
  const {values, missing, problems} = parseAll(fields, given);
  const all = [...unknown.map((name) => unknownInput(name, fields)), ...problems];
  return all.length === 0 ? ok({values, missing}) : fail(all);
}

function parseAll(fields: readonly Field[], given: ReadonlyMap<string, Value>) {
  const values: Record<string, Value> = {};
  const missing: Field[] = [];
  const problems: string[] = [];
  for (const field of fields) {
    const found = given.get(field.name);
    if (found === undefined) {
      const standard = defaultOf(field, values);
      if (standard !== undefined) values[field.name] = standard;
      else if (!field.optional) missing.push(field);
      continue;
    }
    const parsed = parseField(field, found);
    if (parsed.ok) values[field.name] = parsed.value;
    else problems.push(`input "${field.name}": ${parsed.error}`);
  }
  return {values, missing, problems};
}

/** The value of a field's default; its texts may use the inputs before it. */
function defaultOf(field: Field, values: Values): Value | undefined {
  if (!isTemplate(field.default)) return field.default;
  const rendered = field.default.value({get: ([root, name = '']) => (root === 'inputs' ? values[name] : undefined)});
  if (!rendered.ok) return undefined;
  const parsed = parseField(field, rendered.value);
  return parsed.ok ? parsed.value : undefined;
}

/** The line that names all missing inputs, with an example of the flag. */
export function missingText(missing: readonly Field[]): string {
  const width = Math.max(...missing.map((field) => field.name.length));
  const rows = missing.map((field) => `  --input ${`${field.name}=…`.padEnd(width + 2)}  ${aboutField(field)}`);
  return `these inputs are missing:\n${rows.join('\n')}`;
}

function aboutField(field: Field): string {
  const about = field.description ?? field.title;
  const kind = Array.isArray(field.options) ? field.options.join(' | ') : field.as;
  const given = field.env === undefined ? kind : `${kind}, or ${field.env} in the environment`;
  return about === undefined ? given : `${about} (${given})`;
}

function flagInputs(
  given: readonly string[],
): Result<ReadonlyMap<string, string | readonly string[]>, readonly string[]> {
  const found = new Map<string, string | readonly string[]>();
  for (const each of given) {
    const at = each.indexOf('=');
    if (at < 1) return fail([`--input "${each}" is not NAME=VALUE`]);
    const [name, value] = [each.slice(0, at), each.slice(at + 1)];
    const before = found.get(name);
    found.set(name, before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]);
  }
  return ok(found);
}

function fileInputs(path: string | undefined, cwd: string): Result<Values, readonly string[]> {
  if (path === undefined) return ok({});
  const read = readPlainFile(path, cwd);
  if (!read.ok) {
    const lines = read.error.map((each) => formatDiagnostic(each, {color: false, unicode: true}));
    return fail([`--inputs ${path} cannot be used:\n${lines.join('\n')}`]);
  }
  if (typeof read.value === 'object' && read.value !== null && !Array.isArray(read.value))
    return ok(read.value as Values);
  return fail([`${path}: a map of input names and values was expected`]);
}

function fromEnvironment(field: Field, terminal: Terminal): string | undefined {
  return field.env === undefined ? undefined : terminal.environment[field.env];
}

function unknownInput(name: string, fields: readonly Field[]): string {
  const meant = didYouMean(
    name,
    fields.map((field) => field.name),
  );
  const known = fields.map((field) => field.name).join(', ');
  return `there is no input "${name}"${meant === undefined ? `; the inputs are ${known === '' ? 'none' : known}` : `; did you mean "${meant}"?`}`;
}
