import {BOOL, INT, optional, record, STRING, TIME, type Type} from '../../expression/type.ts';

/** What is known of a step that has run, or may have run, before a place in the text. */
export interface Known {
  readonly id: string;
  /** The values it captured or gave. */
  readonly values: Readonly<Record<string, Type>>;
  /** Set if its values cannot be listed because the text that names them has faults. */
  readonly open?: boolean;
  /** Values that may stand in texts only, for they are masked like secrets. */
  readonly sensitive?: readonly string[];
  /** Why its values may be absent; none: they are certainly there. */
  readonly doubts: readonly Doubt[];
}

/** A reason for which the values of a step may be absent. */
export interface Doubt {
  /** Completes "may be absent: …". */
  readonly because: string;
  /** The id of the step whose success disproves it. */
  readonly owner?: string;
}

/** What every id has beside its values. */
export const FACTS: readonly string[] = [
  'state',
  'succeeded',
  'failed',
  'skipped',
  'rescued',
  'accepted',
  'started_at',
  'took_ms',
];

/** The type of `steps.<id>`, in a text or in a decision. */
export function typeOfKnown(known: Known, proven: (id: string) => boolean, usedIn: 'template' | 'expression'): Type {
  if (known.open) return {kind: 'dyn'};
  const doubt = proven(known.id) ? undefined : known.doubts.find(({owner}) => owner === undefined || !proven(owner));
  const certain = (type: Type): Type =>
    doubt === undefined || type.kind === 'optional' ? type : optional(type, doubt.because);
  const hidden = usedIn === 'expression' ? (known.sensitive ?? []) : [];
  const seen = Object.entries(known.values).filter(([name]) => !hidden.includes(name));
  const values = seen.map(([name, type]) => [name, certain(type)] as const);
  return record({
    state: STRING,
    succeeded: BOOL,
    failed: BOOL,
    skipped: BOOL,
    rescued: BOOL,
    accepted: BOOL,
    started_at: certain(TIME),
    took_ms: certain(INT),
    // A loop's own `failed` is the list of the items that failed.
    ...Object.fromEntries(values),
  });
}
