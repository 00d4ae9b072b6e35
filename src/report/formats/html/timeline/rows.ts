import type {StepRecord} from '../../../record/record.ts';

/** One line of the chart. */
export interface Row {
  readonly step: StepRecord;
  readonly depth: number;
  /** Whether what is in it has lines of its own. */
  readonly open: boolean;
}

/** The lines of the chart, and how many steps have none. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly leftOut: number;
}

/**
 * As many levels of the steps as give at most `most` lines; where even the outermost gives more, the ones that took
 * longest. Always in order.
 */
export function rowsOf(steps: readonly StepRecord[], most: number): Rows {
  const all = nested(steps, 0);
  const deepest = Math.max(0, ...all.map(({depth}) => depth));
  for (let level = deepest; level >= 0; level -= 1) {
    const rows = all.filter(({depth}) => depth <= level);
    if (rows.length <= most) return {rows: rows.map((row) => opened(row, level)), leftOut: all.length - rows.length};
  }
  const outer = all.filter(({depth}) => depth === 0);
  const longest = new Set(outer.toSorted((a, b) => took(b) - took(a)).slice(0, most));
  return {rows: outer.filter((row) => longest.has(row)), leftOut: all.length - most};
}

function nested(steps: readonly StepRecord[], depth: number): readonly Row[] {
  return steps.flatMap((step) => [{step, depth, open: false}, ...nested(step.children, depth + 1)]);
}

function opened(row: Row, level: number): Row {
  return {...row, open: row.step.children.length > 0 && row.depth < level};
}

function took({step: {view}}: Row): number {
  return (view.endedAt ?? Number.POSITIVE_INFINITY) - view.startedAt;
}
