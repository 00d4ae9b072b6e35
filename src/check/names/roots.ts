import type {Names} from '../../expression/scope.ts';
import {BOOL, DURATION, optional, record, STRING, TIME, type Type} from '../../expression/type.ts';

/** `failure`, known in a rescue. */
export const FAILURE: Type = record({step: STRING, reason: STRING});

/** `run`. */
const RUN: Type = record({
  id: STRING,
  by: STRING,
  started_at: TIME,
  elapsed: DURATION,
  reason: STRING,
  url: optional(STRING, 'a run has an address only where a screen is served'),
});

/** The roots that every place of a run sees. */
export const EVERYWHERE: Names = {run: RUN, now: TIME};

/** Names that a loop's variable or state may not have. */
export const ROOTS: readonly string[] = [
  'inputs',
  'vars',
  'steps',
  'run',
  'monitors',
  'secrets',
  'now',
  'failure',
  'item',
  'value',
  'baseline',
  'exit',
  'stdout',
  'stderr',
  'output',
  'status',
  'headers',
  'body',
  'json',
  'took_ms',
];

/** `monitors.x`, by the type of its value; a person's monitor has none. */
export function monitorType(value: Type | undefined, hasBaseline: boolean): Type {
  return record({
    ...(value && {value}),
    ...(value && hasBaseline && {baseline: value}),
    ok: BOOL,
    breached: BOOL,
    blind: BOOL,
  });
}
