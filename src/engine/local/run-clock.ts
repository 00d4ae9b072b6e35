import {uptime} from 'node:os';

/** Where a clock's time comes from, in milliseconds; a test gives its own. */
export interface TimeSources {
  /** What the machine's clock says, since 1970: it may be set at any moment. */
  readonly wall: () => number;
  /** What has passed since some moment; nobody can set it, and it may stand still while the machine sleeps. */
  readonly steady: () => number;
  /** How long the machine has slept while the steady one stood still, since some moment. */
  readonly asleep: () => number;
}

/** `uptime` counts sleep and cannot be set (`/proc/uptime` is the kernel's boot time, not its clock). */
const MACHINE: TimeSources = {
  wall: Date.now,
  steady: () => performance.now(),
  asleep: () => uptime() * 1000 - performance.now(),
};

/** A clock that differs by more, in milliseconds, was set; by less it is only being corrected, and followed. */
const SET = 1000;

/**
 * The clock of a run, in milliseconds since 1970, never before `from`. A machine that has slept takes it along; one whose
 * clock is set does not, forward or back, for no wait may become longer by that and no command be ended too early.
 * `onSet` is told by how much it was.
 */
export function runClock(
  from: number,
  {wall, steady, asleep}: TimeSources = MACHINE,
  onSet?: (by: number) => void,
): () => number {
  let at = Math.max(from, wall());
  let since = steady();
  let slept = asleep();
  let set = wall() - at;
  return () => {
    const now = steady();
    at += now - since;
    since = now;
    const ahead = wall() - set - at;
    if (Math.abs(ahead) > SET) {
      const before = slept;
      slept = asleep();
      const asleepSince = Math.max(0, slept - before);
      at += ahead > 0 ? Math.min(asleepSince, ahead) : asleepSince;
      const by = wall() - set - at;
      set += by;
      if (Math.abs(by) > SET) onSet?.(by);
    } else if (ahead > 0) at += ahead;
    else set += ahead;
    return Math.floor(at);
  };
}
