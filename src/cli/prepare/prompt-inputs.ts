import {createInterface, type Interface} from 'node:readline/promises';
import type {Value, Values} from '../../base/value.ts';
import type {Field} from '../../kinds/field.ts';
import {parseField} from '../../kinds/parse-field.ts';

/** Asks at the terminal for inputs that were not given, each until it is good; undefined if the operator gave up. */
export async function promptInputs(missing: readonly Field[]): Promise<Values | undefined> {
  const lines = createInterface({input: process.stdin, output: process.stderr});
  const values: Record<string, Value> = {};
  try {
    for (const field of missing) values[field.name] = await promptField(field, lines);
    return values;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  } finally {
    lines.close();
  }
}

async function promptField(field: Field, lines: Interface): Promise<Value> {
  const about = field.description ?? field.title;
  const choices = ` (${Array.isArray(field.options) ? field.options.join(', ') : field.as})`;
  const words = `${field.name}${choices}${about === undefined ? '' : `: ${about}`}`;
  if (field.type.kind === 'list') return promptList(field, words, lines);
  for (;;) {
    const parsed = parseField(field, await lines.question(`${words}\n> `));
    if (parsed.ok) return parsed.value;
    process.stderr.write(`  ${parsed.error}\n`);
  }
}

async function promptList(field: Field, words: string, lines: Interface): Promise<Value> {
  const items: string[] = [];
  process.stderr.write(`${words}\n  one a line, an empty line ends the list\n`);
  for (;;) {
    const item = await lines.question('> ');
    const parsed = parseField(field, item === '' ? items : [...items, item]);
    if (!parsed.ok) process.stderr.write(`  ${parsed.error}\n`);
    else if (item === '') return parsed.value;
    else items.push(item);
  }
}
