import {formatDuration} from '../base/duration.ts';
import type {Value} from '../base/value.ts';
import {type Failure, failure, quote} from '../expression/outcome.ts';
import {timeInZone} from '../expression/time-format.ts';
import type {Type} from '../expression/type.ts';

/** A value as text: a string as it is, a number at its shortest, a time in RFC 3339 in the runbook's time zone. */
export function textOf(value: Value, type: Type, timezone: () => string): string | Failure {
  if (value === null) return failure('there is no value to put in here');
  if (typeof value === 'object') {
    return failure(`${quote(value)} is a ${Array.isArray(value) ? 'list' : 'map'}; put it in with join or json`);
  }
  if (type.kind === 'time' && typeof value === 'string') return timeInZone(value, timezone());
  if (type.kind === 'duration' && typeof value === 'number') return formatDuration(value);
  return String(value);
}
