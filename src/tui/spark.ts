import type {Value} from '../base/value.ts';
import type {Look} from './look.ts';

/** The course of some numbers, the newest last, in one sign each; what is no number is a blank. */
export function sparkline(values: readonly (Value | undefined)[], {marks}: Look): string {
  const signs = Array.from(marks.spark);
  const numbers = values.filter((value) => typeof value === 'number');
  const low = Math.min(...numbers, 0);
  const span = Math.max(...numbers, 0) - low;
  return values
    .map((value) => {
      if (typeof value !== 'number') return ' ';
      const share = span === 0 ? 0 : (value - low) / span;
      return signs[Math.round(share * (signs.length - 1))] ?? ' ';
    })
    .join('');
}
