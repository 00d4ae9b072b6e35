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
 * window names any. An unknown country or a calendar that cannot be read is an error at that window.
 */
export async function withAlmanac(
  runbook: Runbook,
  read: CheckRequest['read'],
): Promise<Result<Runbook, readonly Diagnostic[]>> {
  const places = windowsOf(runbook);
  const faults: Diagnostic[] = [];
  const calendars: Record<string, readonly CalendarEvent[]> = {};
  const files: SourceFile[] = [];
  for (const {window, span} of places) {
    for (const file of itemsOf(window).flatMap(calendarFile)) {
      const source = read(file);
      const events = source.ok ? parseCalendar(source.value.text) : source;
      if (source.ok) files.push(source.value);
      if (events.ok) calendars[file] = events.value;
      else faults.push(fault(`calendar "${file}": ${events.error}`, span));
    }
    const known = await loadAlmanac(itemsOf(window));
    if (!known.ok) faults.push(fault(known.error, span));
  }
  if (faults.length > 0) return fail(faults);
  const almanac = await loadAlmanac(
    places.flatMap(({window}) => itemsOf(window)),
    calendars,
  );
  return almanac.ok
    ? ok({...runbook, files: [...runbook.files, ...files], almanac: almanac.value})
    : fail([fault(almanac.error, undefined)]);
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

function fault(message: string, span: Span | undefined): Diagnostic {
  return {rule: 'invalid-window', severity: 'error', message, ...(span && {span})};
}
