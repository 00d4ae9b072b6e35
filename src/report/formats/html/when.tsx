import type {Clock} from '../../clock.ts';

/** A time of day of the run, with date and zone for machines. */
export function Time({at, clock, date = false}: {readonly at: number; readonly clock: Clock; readonly date?: boolean}) {
  return <time dateTime={clock.iso(at)}>{date ? clock.stamp(at) : clock.time(at)}</time>;
}
