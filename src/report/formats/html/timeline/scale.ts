import {scaleUtc} from 'd3-scale';
import type {Clock} from '../../../clock.ts';
import type {RunRecord} from '../../../record/record.ts';

/** Where the chart's parts lie, in its own units. */
export const chart = {width: 1160, left: 330, right: 1110, top: 34, row: 21, panel: 84} as const;

/** From time to place. */
export interface TimeScale {
  readonly x: (at: number) => number;
  readonly ticks: readonly {readonly at: number; readonly label: string}[];
}

/** The scale from the run's begin to its last turn, ticks at round times. */
export function timeScale({view}: RunRecord, clock: Clock): TimeScale {
  const end = Math.max(view.at, view.startedAt + 1);
  const scale = scaleUtc([view.startedAt, end], [chart.left, chart.right]);
  const ticks = scale.ticks(8).map((date) => date.getTime());
  const step = (ticks[1] ?? end) - (ticks[0] ?? view.startedAt);
  return {
    x: (at) => Math.round(scale(Math.min(end, Math.max(view.startedAt, at))) * 10) / 10,
    ticks: ticks.map((at) => ({at, label: tickLabel(at, step, clock)})),
  };
}

function tickLabel(at: number, step: number, clock: Clock): string {
  if (step >= 86_400_000) return clock.stamp(at).slice(5, 10);
  if (step >= 60_000) return clock.time(at).slice(0, 5);
  return step >= 1000
    ? clock.time(at)
    : `${clock.time(at)}.${String(at % 1000)
        .padStart(3, '0')
        .slice(0, 1)}`;
}
