import {offsetAt} from '../base/timezone.ts';

/** Tells the time as the clock on the wall of one time zone shows it. */
export interface Clock {
  readonly timezone: string;
  /** `14:21:07`. */
  readonly time: (at: number) => string;
  /** `2025-11-21`. */
  readonly day: (at: number) => string;
  /** `2025-11-21 14:21:07`. */
  readonly stamp: (at: number) => string;
  /** `2025-11-21T14:21:07-05:00`, for machines. */
  readonly iso: (at: number) => string;
}

/** The clock of `timezone`. */
export function clockOf(timezone: string): Clock {
  const offset = steadyOffset(timezone);
  const local = (at: number) => new Date(at + offset(at)).toISOString();
  return {
    timezone,
    day: (at) => local(at).slice(0, 10),
    time: (at) => local(at).slice(11, 19),
    stamp: (at) => local(at).slice(0, 19).replace('T', ' '),
    iso: (at) => `${local(at).slice(0, 19)}${offsetText(offset(at))}`,
  };
}

/** Clocks are changed at full quarters of an hour: within one the offset is asked for once. */
function steadyOffset(timezone: string): (at: number) => number {
  let [quarter, offset] = [Number.NaN, 0];
  return (at) => {
    const now = Math.floor(at / 900_000);
    if (now !== quarter) [quarter, offset] = [now, offsetAt(at, timezone)];
    return offset;
  };
}

function offsetText(milliseconds: number): string {
  const minutes = Math.abs(Math.round(milliseconds / 60_000));
  const two = (number: number) => String(number).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
