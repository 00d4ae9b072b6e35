import type {Limit} from './bench.ts';
import {median, type Samples, summarize} from './measure.ts';

/** A line for each contestant: wall time, ratio to the first, peak memory where it was measured. */
export function renderSamples(samples: Samples): string {
  const results = summarize(samples);
  const rows = [...samples].map(([label, ofLabel]) => [
    label,
    `${median(ofLabel.map(({milliseconds}) => milliseconds)).toFixed(1)} ms`,
    `${results.ratio(label).toFixed(2)} ×`,
    results.peak(label) > 0 ? `${results.peak(label).toFixed(0)} MB` : '',
  ]);
  return table([['', 'wall', 'ratio', 'peak'], ...rows]);
}

/** A line for each promise: what was measured, the limit, and whether it holds. */
export function renderLimits(limits: readonly Limit[]): string {
  return table(
    limits.map(({what, value, limit, unit}) => [
      `${value <= limit ? '✓' : '✗'} ${what}`,
      `${value.toFixed(unit === '×' ? 2 : 0)} ${unit}`,
      `at most ${limit} ${unit}`,
    ]),
  );
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd()).join('\n');
}
