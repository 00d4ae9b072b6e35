const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};
const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;

/** The milliseconds of a duration such as `90s`, `5m`, `1h30m` or `2d`; undefined if `text` is none, or no number holds it. */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (parts === null || text === '') return undefined;
  const [, days, hours, minutes, seconds, milliseconds] = parts;
  const total =
    amount(days, 'd') + amount(hours, 'h') + amount(minutes, 'm') + amount(seconds, 's') + amount(milliseconds, 'ms');
  return total <= Number.MAX_SAFE_INTEGER ? Math.round(total) : undefined;
}

/** What is wrong with a text that should be a duration, in words that follow it; undefined if nothing is. */
export function durationFault(text: string): string | undefined {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined && milliseconds <= LONGEST) return undefined;
  return DURATION.test(text) && text !== '' ? 'is longer than 1000000d, the longest duration' : 'is not a duration';
}

/** Added to a time of today it still leaves one that can be told from a mistake. */
const LONGEST = 1_000_000 * 86_400_000;

/** The shortest duration text of `milliseconds` that `parseDuration` reads back, as in `1h30m`. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.max(0, Math.round(milliseconds));
  if (rest === 0) return '0s';
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const size = UNITS[unit] ?? 1;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}

function amount(digits: string | undefined, unit: string): number {
  return digits === undefined ? 0 : Number(digits) * (UNITS[unit] ?? 0);
}
