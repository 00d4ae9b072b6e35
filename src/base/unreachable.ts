/** Marks a place the compiler proves cannot be reached; throws if a value slipped past the types. */
export function unreachable(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
