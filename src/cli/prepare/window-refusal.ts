import {isOpen} from '../../calendar/is-open.ts';
import type {Runbook} from '../../model/runbook.ts';

/** Why a runbook may not begin now, when it may, and how it may all the same; undefined if it may. */
export function windowRefusal(runbook: Runbook): string | undefined {
  const {window, almanac} = runbook;
  if (window === undefined || window.outside === 'wait') return undefined;
  const state = isOpen(window, Date.now(), {timezone: window.timezone, almanac});
  if (state.open) return undefined;
  const next = state.nextOpening === undefined ? '' : `\n  it opens ${localTime(state.nextOpening, window.timezone)}`;
  const because = window.because === undefined ? '' : `\n  because: ${window.because}`;
  return `this is outside the runbook's window: ${state.because}${because}${next}\n  to run it all the same, say why: --outside-window "reason" (it is recorded)`;
}

function localTime(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {dateStyle: 'full', timeStyle: 'short', timeZone});
  return `${format.format(at)} (${timeZone})`;
}
