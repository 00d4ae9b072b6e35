/**
 * What this process has seen of one lock across machines, by its own steady clock. The stamps in a lock come from
 * other machines' clocks, which may be wrong by hours: who is silent, and how long, is only what one sees oneself.
 */
export interface Sightings {
  /** Takes note of a look at the lock; gives the milliseconds for which it has been seen as it is. */
  readonly look: (version: string) => number;
  /** Whether it was seen to change: somebody speaks there. */
  readonly changed: () => boolean;
}

/** Nothing has been seen yet. A clock that stands still while the machine sleeps makes one wait longer, and no more. */
export function openSightings(steady: () => number = () => performance.now()): Sightings {
  let first: string | undefined;
  let last: string | undefined;
  let since = 0;
  return {
    look: (version) => {
      const now = steady();
      first ??= version;
      if (version !== last) since = now;
      last = version;
      return now - since;
    },
    changed: () => last !== first,
  };
}
