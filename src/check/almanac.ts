import {fail, ok, type Result} from '../base/result.ts';
import type {CalendarEvent} from '../calendar/almanac.ts';
import {loadAlmanac} from '../calendar/holidays.ts';
import {parseCalendar} from '../calendar/icalendar.ts';
import type {WindowItem} from '../calendar/window-item.ts';
import type {Runbook} from '../model/runbook.ts';
import type {Window} from '../model/window.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import type {CheckRequest} from './check.ts';

/**
 * The runbook with what its windows must know: holidays and calendar files. A library of holidays is loaded only if a
 * window names any. An unknown country or a calendar that cannot be read is an error at the item that names it.
 */
export async function withAlmanac(
  runbook: Runbook,
  read: CheckRequest['read'],
): Promise<Result<Runbook, readonly Diagnostic[]>> {
  const places = windowsOf(runbook);
  const items = places.flatMap(({window}) => itemsOf(window));
  const calendars = new Map(items.flatMap(calendarFile).map((file) => [file, readCalendar(file, read)]));
  const faults: Diagnostic[] = [];
  for (const {window, span} of places) {
    for (const item of itemsOf(window)) {
      const broken = calendarFile(item).map((file) => calendars.get(file));
      const known = await loadAlmanac([item]);
      for (const each of [...broken, known])
        if (each?.ok === false) faults.push(fault(each.error, itemSpan(item, span)));
    }
  }
  if (faults.length > 0) return fail(once(faults));
  const good = [...calendars].flatMap(([name, read]) => (read.ok ? [{name, ...read.value}] : []));
  const almanac = await loadAlmanac(items, Object.fromEntries(good.map(({name, events}) => [name, events])));
  if (!almanac.ok) return fail([fault(almanac.error, undefined)]);
  return ok({...runbook, files: [...runbook.files, ...good.map(({file}) => file)], almanac: almanac.value});
}

interface ReadCalendar {
  readonly file: SourceFile;
  readonly events: readonly CalendarEvent[];
}

function readCalendar(path: string, read: CheckRequest['read']): Result<ReadCalendar, string> {
  const source = read(path);
  const events = source.ok ? parseCalendar(source.value.text) : source;
  if (!source.ok || !events.ok) return fail(`calendar "${path}": ${events.ok ? '' : events.error}`);
  return ok({file: source.value, events: events.value});
}

interface WindowPlace {
  readonly window: Window;
  readonly span: Span | undefined;
}

function windowsOf({window, windowSpan, defs}: Runbook): readonly WindowPlace[] {
  const blocks = [...defs.values()].flatMap((block) =>
    block.window === undefined ? [] : [{window: block.window, span: block.keys.window ?? block.span}],
  );
  return window === undefined ? blocks : [{window, span: windowSpan}, ...blocks];
}

function itemsOf({allow, avoid}: Window): readonly WindowItem[] {
  return [...allow, ...avoid];
}

function calendarFile(item: WindowItem): readonly string[] {
  if (item.kind === 'day-before') return calendarFile(item.of);
  return item.kind === 'calendar' ? [item.file] : [];
}

/** An item that stands twice is one mistake. */
function once(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(faults.map((each) => [`${each.span?.start} ${each.message}`, each])).values()];
}

/** Where the window at `span` names what the item is about; a window that was written in parts elsewhere has no such place. */
function itemSpan(item: WindowItem, span: Span | undefined): Span | undefined {
  const words = wordsOf(item);
  if (span === undefined || words === undefined) return span;
  const start = span.file.text.indexOf(words, span.start);
  return start === -1 || start >= span.end ? span : {...span, start, end: start + words.length};
}

function wordsOf(item: WindowItem): string | undefined {
  if (item.kind === 'day-before') return wordsOf(item.of);
  if (item.kind === 'calendar') return `calendar ${item.file}`;
  if (item.kind !== 'holidays') return undefined;
  return `holidays ${item.country}${item.region === undefined ? '' : `-${item.region}`}`;
}

function fault(message: string, span: Span | undefined): Diagnostic {
  return {rule: 'invalid-window', severity: 'error', message, ...(span && {span})};
}
