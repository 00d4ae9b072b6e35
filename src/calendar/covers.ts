import {type DayNumber, weekday} from '../base/civil.ts';
import type {Almanac, CalendarEvent, Moment} from './almanac.ts';
import type {WindowItem} from './window-item.ts';
import {firstInstant, localTime} from './zone.ts';

/** Where windows are read: a time zone, and what is known of holidays and calendars. */
export interface Place {
  readonly timezone: string;
  readonly almanac: Almanac;
}

/** Why the instant `atMs` is in `item`, such as the name of a holiday (or the item's own text); undefined if it is not. */
export function covers(item: WindowItem, atMs: number, place: Place): string | undefined {
  if (item.kind === 'calendar') {
    return place.almanac.events(item.file).find((event) => isDuring(event, atMs, place))?.title;
  }
  const {day, minute} = localTime(atMs, place.timezone);
  if (item.kind !== 'days' || item.hours === undefined) return touches(item, day, place);
  const {from, to} = item.hours;
  const isToday = item.days.includes(weekday(day)) && minute >= from && (minute < to || to < from);
  const isSinceYesterday = to < from && item.days.includes(weekday(day - 1)) && minute < to;
  return isToday || isSinceYesterday ? item.text : undefined;
}

/** Why `item` has a part that begins on `day`; undefined if it has none. */
function touches(item: WindowItem, day: DayNumber, place: Place): string | undefined {
  switch (item.kind) {
    case 'days':
      return item.days.includes(weekday(day)) ? item.text : undefined;
    case 'dates':
      return day >= item.from && day <= item.to ? item.text : undefined;
    case 'holidays':
      return place.almanac.holiday(item.country, item.region, day);
    case 'day-before': {
      const next = touches(item.of, day + 1, place);
      return next === undefined ? undefined : `the day before ${next}`;
    }
    case 'calendar': {
      const begin = firstInstant({day, minute: 0}, place.timezone);
      const end = firstInstant({day: day + 1, minute: 0}, place.timezone);
      const {events} = place.almanac;
      return events(item.file).find(({from, to}) => instant(from, place) < end && instant(to, place) > begin)?.title;
    }
  }
}

function isDuring({from, to}: CalendarEvent, atMs: number, place: Place): boolean {
  return atMs >= instant(from, place) && atMs < instant(to, place);
}

function instant(moment: Moment, place: Place): number {
  return firstInstant(moment, moment.timezone ?? place.timezone);
}

/** The minutes of a day at which `item` may begin or end, beside midnight. */
export function edges(item: WindowItem): readonly number[] {
  return item.kind === 'days' && item.hours !== undefined ? [item.hours.from, item.hours.to] : [];
}

/** The instants at which the events of `item` begin or end. */
export function eventEdges(item: WindowItem, place: Place): readonly number[] {
  if (item.kind === 'day-before') return eventEdges(item.of, place);
  if (item.kind !== 'calendar') return [];
  return place.almanac.events(item.file).flatMap(({from, to}) => [instant(from, place), instant(to, place)]);
}
