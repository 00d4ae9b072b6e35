import {parseDuration} from '../../base/duration.ts';

/** An instant as people name one: a day, a time of RFC 3339 (local without a zone), or how long ago, as in `2d`. */
export function parseMoment(text: string, now: number): number | undefined {
  const ago = parseDuration(text);
  if (ago !== undefined) return now - ago;
  if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return undefined;
  // A day alone would be taken for one of UTC.
  const instant = Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T'));
  return Number.isNaN(instant) ? undefined : instant;
}
