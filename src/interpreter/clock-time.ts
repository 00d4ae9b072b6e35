import {localTime} from '../expression/zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The next instant from `from` on at which clocks in `timezone` show `text` (`22:30`); undefined if it is no such text. */
export function clockTime(text: string, from: number, timezone: string): number | undefined {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (parts === null) return undefined;
  const wanted = Number(parts[1]) * 60 + Number(parts[2]);
  const now = localTime(from, timezone);
  const passed = (now.hour * 60 + now.minute) * MINUTE + now.second * 1000 + now.millisecond;
  const ahead = wanted * MINUTE - passed;
  const first = from + (ahead < 0 ? ahead + DAY : ahead);
  return first + (now.offset - localTime(first, timezone).offset) * MINUTE;
}
