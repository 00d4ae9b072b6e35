/** Numbers that look random and depend on the seed alone (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number from 0 to below 1 that depends on the texts alone: the same question, the same answer. */
export function hashed(...texts: readonly (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const character of texts.join('\u0000')) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return numbers(hash)();
}

/** A maker of choices. */
export interface Chance {
  readonly upTo: (count: number) => number;
  readonly often: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** Choices that depend on the seed alone. */
export function chance(seed: number): Chance {
  const next = numbers(seed);
  const upTo = (count: number): number => Math.floor(next() * count);
  return {
    upTo,
    often: (share) => next() < share,
    pick: (from) => from[upTo(from.length)] as (typeof from)[number],
  };
}
