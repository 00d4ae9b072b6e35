import type {RunRecord} from '../../../record/record.ts';
import {numbersOf} from '../monitors.tsx';
import type {Report} from '../report.ts';
import {Bars, Decision} from './bars.tsx';
import {Curve} from './curves.tsx';
import {rowsOf} from './rows.ts';
import {chart, type TimeScale, timeScale} from './scale.ts';

const MOST_ROWS = 90;

/** The run over the time of the wall: steps as bars, decisions, and what was measured on the same axis. */
export function Timeline({report}: {readonly report: Report}) {
  const {record, clock} = report;
  const {rows, leftOut} = rowsOf(record.steps, MOST_ROWS);
  const scale = timeScale(record, clock);
  const shown = new Set(rows.map(({step}) => step.view.path));
  const others = record.decisions.filter(({path}) => path === undefined || !shown.has(path));
  const monitors = record.monitors.filter((monitor) => numbersOf(monitor).length > 0);
  const first = chart.top + (others.length > 0 ? chart.row : 0);
  const below = first + rows.length * chart.row + 10;
  const height = below + monitors.length * chart.panel + 4;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <figure>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section className="chart" aria-label="Timeline, drawn" tabIndex={0}>
          <svg viewBox={`0 0 ${chart.width} ${height}`} aria-hidden="true" focusable="false">
            <TurnedBack record={record} scale={scale} height={height} />
            <Axis scale={scale} height={height} />
            {others.length > 0 && (
              <g transform={`translate(0 ${chart.top})`}>
                <text x={8} y={chart.row - 6} className="top">
                  The run
                </text>
                {others.map((decision) => (
                  <Decision key={`${decision.at} ${decision.ask?.key}`} decision={decision} scale={scale} />
                ))}
              </g>
            )}
            {rows.map((row, index) => (
              <Bars key={row.step.number} row={row} y={first + index * chart.row} scale={scale} now={record.view.at} />
            ))}
            {monitors.map((monitor, index) => (
              <Curve key={monitor.name} monitor={monitor} y={below + index * chart.panel} scale={scale} />
            ))}
          </svg>
        </section>
        <figcaption>
          Steps, decisions and measurements over the time in {clock.timezone}; the sections below say the same in words.
          {leftOut > 0 && ` ${leftOut} inner or shorter steps are not drawn.`}
        </figcaption>
      </figure>
      <Legend />
    </section>
  );
}

function Axis({scale, height}: {readonly scale: TimeScale; readonly height: number}) {
  return scale.ticks.map(({at, label}) => (
    <g key={at}>
      <line className="grid" x1={scale.x(at)} x2={scale.x(at)} y1={24} y2={height} />
      <text className="faint" x={scale.x(at)} y={15} textAnchor="middle">
        {label}
      </text>
    </g>
  ));
}

/** The time in which the run was taken back. */
function TurnedBack({
  record,
  scale,
  height,
}: {
  readonly record: RunRecord;
  readonly scale: TimeScale;
  readonly height: number;
}) {
  const begin = record.rollbackAt;
  if (begin === undefined) return null;
  const x = scale.x(begin);
  return (
    <>
      <rect className="turnback" x={x} y={22} width={(chart.right - x).toFixed(1)} height={height - 22} />
      <text className="turnword" x={x + 5} y={32}>
        rollback
      </text>
    </>
  );
}

const LEGEND = [
  ['bar succeeded', 'succeeded'],
  ['bar failed', 'failed, or an attempt that was repeated'],
  ['bar stopped', 'accepted, stopped or not ended'],
  ['bar person', 'waited for a person'],
  ['bar group', 'group'],
] as const;

function Legend() {
  return (
    <ul className="legend chart">
      {LEGEND.map(([kind, words]) => (
        <li key={kind}>
          <svg viewBox="0 0 14 10" aria-hidden="true" focusable="false">
            <rect className={kind} width={14} height={10} rx={2} />
          </svg>
          {words}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 14 10" aria-hidden="true" focusable="false">
          <path className="decision" d="M7 0l5 5l-5 5l-5-5z" />
        </svg>
        decision
      </li>
    </ul>
  );
}
