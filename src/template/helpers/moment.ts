import type {Signature} from '../../expression/functions/contract.ts';
import {failure, quote} from '../../expression/outcome.ts';
import {parseTime} from '../../expression/time.ts';
import {formatTime} from '../../expression/time-format.ts';
import {STRING, TIME} from '../../expression/type.ts';

/** A helper's signature that writes a time by a pattern of date(1). */
export function written(pattern: string): Signature {
  return {
    takes: [TIME],
    gives: STRING,
    apply: ([time], {timezone}) => {
      const milliseconds = parseTime(String(time));
      if (milliseconds === undefined) return failure(`${quote(String(time))} is not a time`);
      const text = formatTime(milliseconds, pattern, timezone());
      return text.ok ? text.value : failure(text.error);
    },
  };
}
