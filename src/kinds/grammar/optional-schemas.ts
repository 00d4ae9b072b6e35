import {type TOptional, type TSchema, Type} from './schema.ts';

/** The schemas of everything registered, by its name, as keys that may be left out. */
export function optionalSchemas<T extends Readonly<Record<string, {readonly schema: TSchema}>>>(registry: T) {
  return Object.fromEntries(
    Object.entries(registry).map(([name, {schema}]) => [name, Type.Optional(schema)]),
  ) as unknown as {[K in keyof T]: TOptional<T[K]['schema']>};
}
