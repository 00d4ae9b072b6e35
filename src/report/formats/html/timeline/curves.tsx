import {scaleLinear} from 'd3-scale';
import {line} from 'd3-shape';
import {harmless} from '../../../../base/harmless.ts';
import {valueText} from '../../../record/answer.ts';
import type {MonitorRecord} from '../../../record/record.ts';
import {numbersOf} from '../monitors.tsx';
import {cut} from './bars.tsx';
import {chart, type TimeScale} from './scale.ts';

/** More samples than this are thinned out; breaches and extremes stay. */
const MOST = 600;

/** What a monitor measured over the time of the run, beside its baseline. */
export function Curve({
  monitor,
  y,
  scale,
}: {
  readonly monitor: MonitorRecord;
  readonly y: number;
  readonly scale: TimeScale;
}) {
  const all = numbersOf(monitor);
  const samples = thinned(all);
  const values = all.map(({value}) => value);
  const baseline = typeof monitor.baseline === 'number' ? monitor.baseline : undefined;
  const top = Math.max(...values, baseline ?? 0, 0);
  const height = scaleLinear([Math.min(0, ...values), top === 0 ? 1 : top], [chart.panel - 12, 16]).nice(3);
  const path = line<(typeof samples)[number]>(
    ({at}) => scale.x(at),
    ({value}) => height(value),
  ).digits(1)(samples);
  const [least = 0, most = 0] = height.domain();
  return (
    <g transform={`translate(0 ${y})`}>
      <text x={8} y={26} className="top">
        {cut(harmless(monitor.title), 46)}
      </text>
      <text x={8} y={43} className="faint">
        before {valueText(monitor.baseline) || '–'} · at last {values.at(-1)} · most {Math.max(...values)}
      </text>
      {[least, most].map((at) => (
        <g key={at}>
          <line className="grid" x1={chart.left} x2={chart.right} y1={height(at)} y2={height(at)} />
          <text className="faint" x={chart.right + 6} y={height(at) + 4}>
            {at}
          </text>
        </g>
      ))}
      {baseline !== undefined && (
        <line className="baseline" x1={chart.left} x2={chart.right} y1={height(baseline)} y2={height(baseline)} />
      )}
      {path !== null && <path className="curve" d={path} />}
      {samples.map(({at, value, breach}) => (
        <circle
          key={`${at} ${value}`}
          className={breach ? 'sample breach' : 'sample'}
          cx={scale.x(at)}
          cy={height(value).toFixed(1)}
          r={breach ? 3.6 : samples.length > 120 ? 1 : 2.4}
        />
      ))}
    </g>
  );
}

function thinned<T extends {readonly value: number; readonly breach: boolean}>(samples: readonly T[]): readonly T[] {
  if (samples.length <= MOST) return samples;
  const every = Math.ceil(samples.length / MOST);
  const values = samples.map(({value}) => value);
  const extremes = new Set([Math.min(...values), Math.max(...values)]);
  return samples.filter(({breach, value}, index) => breach || index % every === 0 || extremes.has(value));
}
