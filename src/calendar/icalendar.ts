import {parseDate} from '../base/civil.ts';
import {fail, ok, type Result} from '../base/result.ts';
import {isTimezone} from '../base/timezone.ts';
import type {CalendarEvent, Moment} from './almanac.ts';

/** The events of an iCalendar text (RFC 5545): single ones with a begin and an end; recurring ones are refused. */
export function parseCalendar(text: string): Result<readonly CalendarEvent[], string> {
  if (!/^BEGIN:VCALENDAR/m.test(text)) return fail('this is no iCalendar file: it has no "BEGIN:VCALENDAR"');
  const events: CalendarEvent[] = [];
  for (const lines of eventLines(text)) {
    const event = parseEvent(lines);
    if (!event.ok) return event;
    events.push(event.value);
  }
  return ok(events);
}

/** The lines of each event, continuation lines joined. */
function eventLines(text: string): readonly (readonly string[])[] {
  const events: string[][] = [];
  let open: string[] | undefined;
  for (const line of text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    if (line === 'BEGIN:VEVENT') open = [];
    else if (line === 'END:VEVENT' && open !== undefined) {
      events.push(open);
      open = undefined;
    } else open?.push(line);
  }
  return events;
}

function parseEvent(lines: readonly string[]): Result<CalendarEvent, string> {
  const title = propertyOf(lines, 'SUMMARY')?.value ?? 'an event without a title';
  if (propertyOf(lines, 'RRULE') !== undefined) {
    return fail(`the event "${title}" recurs (RRULE), which is not supported; export its dates one by one`);
  }
  const from = momentOf(propertyOf(lines, 'DTSTART'));
  if (from === undefined) return fail(`the event "${title}" has no begin that can be read (DTSTART)`);
  const end = propertyOf(lines, 'DTEND');
  const to = end === undefined ? dayAfter(from) : momentOf(end);
  return to === undefined ? fail(`the end of the event "${title}" cannot be read (DTEND)`) : ok({title, from, to});
}

interface Property {
  readonly parameters: string;
  readonly value: string;
}

function propertyOf(lines: readonly string[], name: string): Property | undefined {
  for (const line of lines) {
    const found = new RegExp(`^${name}((?:;[^:]*)?):(.*)$`).exec(line);
    if (found !== null) return {parameters: found[1] ?? '', value: (found[2] ?? '').trim()};
  }
  return undefined;
}

function momentOf(property: Property | undefined): Moment | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?$/.exec(property?.value ?? '');
  if (parts === null) return undefined;
  const [, year, month, date, hour = '0', minute = '0', utc] = parts;
  const day = parseDate(`${year}-${month}-${date}`);
  if (day === undefined) return undefined;
  const timezone = utc ? 'UTC' : /;TZID="?([^;":]+)/.exec(property?.parameters ?? '')?.[1];
  if (timezone !== undefined && !isTimezone(timezone)) return undefined;
  return {day, minute: Number(hour) * 60 + Number(minute), ...(timezone !== undefined && {timezone})};
}

function dayAfter(moment: Moment): Moment {
  return moment.minute === 0 && moment.timezone === undefined ? {...moment, day: moment.day + 1} : moment;
}
