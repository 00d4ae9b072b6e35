import type {HolidaysTypes} from 'date-holidays';
import {type DayNumber, formatDate, parseDate} from '../base/civil.ts';
import {didYouMean} from '../base/did-you-mean.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Almanac, CalendarEvent} from './almanac.ts';
import type {WindowItem} from './window-item.ts';

/**
 * What `items` have to know: the holidays they name, from a library that is loaded only if there are any, and the
 * events in `calendars`. The error says which country or region is unknown.
 */
export async function loadAlmanac(
  items: readonly WindowItem[],
  calendars: Readonly<Record<string, readonly CalendarEvent[]>> = {},
): Promise<Result<Almanac, string>> {
  const wanted = items.map(innermost).filter((item) => item.kind === 'holidays');
  const books = new Map<string, HolidayBook>();
  for (const {country, region} of wanted) {
    const key = keyOf(country, region);
    if (books.has(key)) continue;
    const book = await openBook(country, region);
    if (!book.ok) return book;
    books.set(key, book.value);
  }
  return ok({
    holiday: (country, region, day) => books.get(keyOf(country, region))?.(day),
    events: (file) => calendars[file] ?? [],
  });
}

/** The name of the holiday on a day. */
type HolidayBook = (day: DayNumber) => string | undefined;

async function openBook(country: string, region: string | undefined): Promise<Result<HolidayBook, string>> {
  const {default: Holidays} = await import('date-holidays');
  const source = new Holidays();
  const countries = source.getCountries('en');
  if (!Object.hasOwn(countries, country)) return fail(unknown('country', country, Object.keys(countries)));
  const regions = source.getStates(country, 'en') ?? {};
  const regionKey = Object.keys(regions).find((each) => each.toUpperCase() === region);
  if (region !== undefined && regionKey === undefined) {
    return fail(unknown(`region of ${country}`, region, Object.keys(regions)));
  }
  if (regionKey === undefined) source.init(country);
  else source.init(country, regionKey);
  const years = new Map<number, ReadonlyMap<DayNumber, string>>();
  return ok((day) => {
    const year = Number(formatDate(day).slice(0, 4));
    const names = years.get(year) ?? namesByDay(source.getHolidays(year, 'en'));
    years.set(year, names);
    return names.get(day);
  });
}

/** Days on which offices are closed; observances and optional days are left out. */
function namesByDay(holidays: readonly HolidaysTypes.Holiday[]): ReadonlyMap<DayNumber, string> {
  const names = new Map<DayNumber, string>();
  for (const {date, start, end, name, type} of holidays) {
    const first = parseDate(date.slice(0, 10));
    if (first === undefined || (type !== 'public' && type !== 'bank')) continue;
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    for (let day = first; day < first + length; day += 1) names.set(day, name);
  }
  return names;
}

function unknown(what: string, code: string, known: readonly string[]): string {
  const near = didYouMean(code, known);
  return `no holidays are known for the ${what} "${code}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

function innermost(item: WindowItem): WindowItem {
  return item.kind === 'day-before' ? innermost(item.of) : item;
}

function keyOf(country: string, region: string | undefined): string {
  return region === undefined ? country : `${country}-${region}`;
}
