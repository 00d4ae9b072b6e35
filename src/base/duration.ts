const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};
const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;

/** The milliseconds of a duration such as `90s`, `5m`, `1h30m` or `2d`; undefined if `text` is none. */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (parts === null || text === '') return undefined;
  const [, days, hours, minutes, seconds, milliseconds] = parts;
  const total =
    amount(days, 'd') + amount(hours, 'h') + amount(minutes, 'm') + amount(seconds, 's') + amount(milliseconds, 'ms');
  return Math.round(total);
}

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
