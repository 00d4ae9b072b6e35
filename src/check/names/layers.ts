/**
 * A map that never changes; adding to it gives another. Made for scopes: many versions, each a little longer than the
 * last, of which all stay in use.
 */
export interface Layers<V> {
  readonly get: (key: string) => V | undefined;
  readonly with: (key: string, value: V) => Layers<V>;
  readonly keys: () => readonly string[];
}

/** How many additions are kept as a list before they are merged into one map. */
const WIDTH = 64;

/** The empty map. */
export const emptyLayers = <V>(): Layers<V> => layers(new Map(), []);

function layers<V>(base: ReadonlyMap<string, V>, recent: readonly (readonly [string, V])[]): Layers<V> {
  return {
    get: (key) => recent.findLast(([each]) => each === key)?.[1] ?? base.get(key),
    with: (key, value) => {
      const more = [...recent, [key, value] as const];
      return more.length < WIDTH ? layers(base, more) : layers(new Map([...base, ...more]), []);
    },
    keys: () => [...new Set([...base.keys(), ...recent.map(([key]) => key)])],
  };
}
