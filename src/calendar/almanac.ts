import type {DayNumber} from '../base/civil.ts';
import type {LocalTime} from './zone.ts';

/** An event of a calendar file. */
export interface CalendarEvent {
  readonly title: string;
  readonly from: Moment;
  /** Exclusive. */
  readonly to: Moment;
}

/** A local time; without a zone, that of the window. */
export interface Moment extends LocalTime {
  readonly timezone?: string;
}

/** What windows have to be told from outside, loaded before they are asked. */
export interface Almanac {
  /** The name of the public holiday on `day`, if it is one. */
  readonly holiday: (country: string, region: string | undefined, day: DayNumber) => string | undefined;
  /** The events of a calendar file, by the name that the window uses. */
  readonly events: (file: string) => readonly CalendarEvent[];
}

/** Knows no holiday and no event: enough for windows that name none. */
export const EMPTY_ALMANAC: Almanac = {holiday: () => undefined, events: () => []};
