import type {TArray, TObject, TOptional, TProperties, TSchema, TUnsafe} from 'typebox';

export type {Static, TObject, TOptional, TProperties, TSchema, TUnsafe} from 'typebox';

/**
 * Builders of plain JSON Schema whose TypeScript types are those of typebox: what the library computes at run time
 * besides is needed nowhere, and costs a quarter of the start of every command.
 */
export const Type = {
  /** A schema written out, decoded to a `T`. */
  Unsafe: <T>(schema: object): TUnsafe<T> => schema as unknown as TUnsafe<T>,
  /** A property that may be left out. */
  Optional: <T extends TSchema>(schema: T): TOptional<T> => {
    const copy = {...schema};
    optional.add(copy);
    return copy as unknown as TOptional<T>;
  },
  /** A map with these properties; those not optional are required. */
  Object: <T extends TProperties>(properties: T, about: Readonly<Record<string, unknown>> = {}): TObject<T> => {
    const required = Object.keys(properties).filter((key) => !optional.has(properties[key] as object));
    const schema = {...about, type: 'object', ...(required.length > 0 && {required}), properties};
    return schema as unknown as TObject<T>;
  },
  /** A list of `items`. */
  Array: <T extends TSchema>(items: T, about: Readonly<Record<string, unknown>> = {}): TArray<T> =>
    ({...about, type: 'array', items}) as unknown as TArray<T>,
};

const optional = new WeakSet<object>();
