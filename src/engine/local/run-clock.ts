/** Where a clock's time comes from, in milliseconds; a test gives its own. */
export interface TimeSources {
  /** What the machine's clock says, since 1970: it may be set at any moment. */
  readonly wall: () => number;
  /** What has passed since some moment; nobody can set it, and it may stand still while the machine sleeps. */
  readonly steady: () => number;
}

const MACHINE: TimeSources = {wall: Date.now, steady: () => performance.now()};

/**
 * The clock of a run, in milliseconds since 1970, never before `from`. It goes on at its pace when the machine's is set
 * back, so that no wait and no timeout becomes longer by that; one that is set forward, or a machine that has slept,
 * takes it along.
 */
export function runClock(from: number, {wall, steady}: TimeSources = MACHINE): () => number {
  let at = Math.max(from, wall());
  let since = steady();
  return () => {
    const now = steady();
    at = Math.max(at + now - since, wall());
    since = now;
    return Math.floor(at);
  };
}
