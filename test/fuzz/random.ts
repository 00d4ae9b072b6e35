/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** True once in `often` times. */
  readonly once: (often: number) => boolean;
}

/** mulberry32, of Tommy Ettinger. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
  return {
    below,
    pick: (from) => {
      if (from.length === 0) throw new Error('there is nothing to pick');
      return from[below(from.length)] as never;
    },
    once: (often) => below(often) === 0,
  };
}
