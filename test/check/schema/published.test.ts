import {expect, test} from 'vitest';
import {publishedSchema} from '../../../src/check/schema/published.ts';
import {stepKinds} from '../../../src/kinds/steps/index.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
  readonly title?: string;
  readonly additionalProperties?: unknown;
}

const schema = publishedSchema() as Schema;
const definitions = schema.definitions ?? {};

function resolved(one: Schema): Schema {
  return one.$ref === undefined ? one : {...definitions[one.$ref.replace('#/definitions/', '')], ...one};
}

test('a step has one closed branch for each kind', () => {
  const branches = (definitions.step?.oneOf ?? []).map(resolved);
  expect(branches.map(({title}) => title)).toEqual(Object.keys(stepKinds));
  expect(branches.every(({additionalProperties, description}) => additionalProperties === false && description)).toBe(
    true,
  );
});

test('every key has a description and an example', () => {
  const bare: string[] = [];
  const visit = (one: Schema, path: string): void => {
    for (const [key, below] of Object.entries(one.properties ?? {})) {
      const {description, examples} = resolved(below);
      if (!description || !examples || examples.length === 0) bare.push(`${path}.${key}`);
      visit(below, `${path}.${key}`);
    }
  };
  for (const [name, definition] of Object.entries({...definitions, file: schema})) visit(definition, name);
  expect(bare).toEqual([]);
});

test('nothing of the checker is in it', () => {
  expect(JSON.stringify(schema)).not.toMatch(/"x-/);
});
