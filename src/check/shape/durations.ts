import {formatDuration, parseDuration} from '../../base/duration.ts';

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(ms|msecs?|millis(econds?)?)$/, 'ms'],
  [/^(s|secs?|seconds?)$/, 's'],
  [/^(m|mins?|minutes?)$/, 'm'],
  [/^(h|hrs?|hours?)$/, 'h'],
  [/^(d|days?)$/, 'd'],
];
const WEEK = /^(w|wks?|weeks?)$/;

/** The duration that `text` probably means, as it is written here: `5m` for `5 minutes`, `30s` for `30`. */
export function suggestDuration(text: string): string | undefined {
  const range = text.split(/\s*(?:-|–|to)\s*(?=\d)/);
  if (range.length === 2) {
    const [first = '', last = ''] = range.map((part) => part.trim());
    // In "10 to 15 minutes" the unit is said once.
    const low = suggestDuration(/^\d+$/.test(first) ? first + last.replace(/^[\d.]+/, '') : first);
    const high = suggestDuration(last);
    return low === undefined || high === undefined ? undefined : `${low}-${high}`;
  }
  const plain = text.trim().toLowerCase();
  if (parseDuration(plain) !== undefined) return plain;
  if (/^\d+$/.test(plain)) return `${plain}s`;
  const iso = /^p(?:(\d+d))?(?:t(\d+h)?(\d+m)?(\d+s)?)?$/.exec(plain);
  if (iso?.slice(1).some(Boolean)) return iso.slice(1).join('');
  return fromWords(plain);
}

function fromWords(text: string): string | undefined {
  if (!/^(\d+(\.\d+)?\s*[a-z]+[\s,]*(and\s+)?)+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount = '', word = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const unit = WEEK.test(word) ? 'd' : UNITS.find(([names]) => names.test(word))?.[1];
    if (unit === undefined) return undefined;
    total += Number(amount) * (parseDuration(`1${unit}`) ?? 0) * (WEEK.test(word) ? 7 : 1);
  }
  return formatDuration(total);
}
