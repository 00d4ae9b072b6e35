import type {Value} from '../base/value.ts';
import type {Look} from './look.ts';

/**
 * The course of some numbers, the newest last, in one sign each; what is no number is a blank. It rises from 0 to the
 * highest of them, or to twice the baseline, so that what is as it was stands in the middle.
 */
export function sparkline(values: readonly (Value | undefined)[], baseline: Value | undefined, {marks}: Look): string {
  const signs = Array.from(marks.spark);
  const numbers = values.filter((value) => typeof value === 'number');
  const low = Math.min(...numbers, 0);
  const high = Math.max(...numbers, typeof baseline === 'number' ? 2 * baseline : 0);
  const step = high > low ? (signs.length - 1) / (high - low) : 0;
  return values
    .map((value) => (typeof value === 'number' ? (signs[Math.round((value - low) * step)] ?? ' ') : ' '))
    .join('');
}
