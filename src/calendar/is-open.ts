import {formatClock, formatDate, weekday} from '../base/civil.ts';
import {EMPTY_ALMANAC} from './almanac.ts';
import {covers, edges, eventEdges, type Place} from './covers.ts';
import type {WindowItem} from './window-item.ts';
import {firstInstant, instantsOf, localTime} from './zone.ts';

/** When something may run: in an item of `allow` (any time if there is none) and in no item of `avoid`. */
export interface WindowRules {
  readonly allow: readonly WindowItem[];
  readonly avoid: readonly WindowItem[];
}

/** Whether a window is open; if not, why, and when it opens next (an instant), if that is within 400 days. */
export type Openness =
  | {readonly open: true}
  | {readonly open: false; readonly because: string; readonly nextOpening?: number};

/** Asks whether `window` is open at the instant `atMs`, by the clocks of `place`. */
export function isOpen(
  window: WindowRules,
  atMs: number,
  place: {readonly timezone: string} & Partial<Place>,
): Openness {
  const full: Place = {almanac: EMPTY_ALMANAC, ...place};
  const because = whyClosed(window, atMs, full);
  if (because === undefined) return {open: true};
  const nextOpening = findOpening(window, atMs, full);
  return {open: false, because, ...(nextOpening !== undefined && {nextOpening})};
}

function whyClosed({allow, avoid}: WindowRules, atMs: number, place: Place): string | undefined {
  for (const item of avoid) {
    const found = covers(item, atMs, place);
    if (found !== undefined)
      return `${clock(atMs, place)} is in "${item.text}"${found === item.text ? '' : ` (${found})`}, which is to be avoided`;
  }
  if (allow.length === 0 || allow.some((item) => covers(item, atMs, place) !== undefined)) return undefined;
  return `${clock(atMs, place)} is outside ${allow.map(({text}) => `"${text}"`).join(' and ')}`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function clock(atMs: number, {timezone}: Place): string {
  const {day, minute} = localTime(atMs, timezone);
  return `${WEEKDAYS[weekday(day)]} ${formatDate(day)} ${formatClock(minute)} (${timezone})`;
}

const SEARCHED_DAYS = 400;

/** Tries every moment at which the answer can change, in order. */
function findOpening(window: WindowRules, atMs: number, place: Place): number | undefined {
  const items = [...window.allow, ...window.avoid];
  const minutes = [...new Set([0, ...items.flatMap(edges)])];
  const events = items.flatMap((item) => eventEdges(item, place));
  const {day: today} = localTime(atMs, place.timezone);
  for (let day = today; day <= today + SEARCHED_DAYS; day += 1) {
    const end = firstInstant({day: day + 1, minute: 0}, place.timezone);
    const begin = firstInstant({day, minute: 0}, place.timezone);
    const candidates = [
      ...minutes.flatMap((minute) => changes({day, minute}, place)),
      ...events.filter((at) => at >= begin && at < end),
    ];
    const found = candidates
      .filter((at) => at > atMs)
      .toSorted((a, b) => a - b)
      .find((at) => whyClosed(window, at, place) === undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The instants of a local time, and where it does not exist, that of the change that leaves it out. */
function changes(time: {readonly day: number; readonly minute: number}, {timezone}: Place): readonly number[] {
  const instants = instantsOf(time, timezone);
  return instants.length > 0 ? instants : [firstInstant(time, timezone)];
}
