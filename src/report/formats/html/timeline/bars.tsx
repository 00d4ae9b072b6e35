import {harmless} from '../../../../base/harmless.ts';
import {elapsed} from '../../../elapsed.ts';
import {answerLines} from '../../../record/answer.ts';
import {attemptText, outcomeText} from '../../../record/outcome-text.ts';
import type {DecisionRecord, StepRecord} from '../../../record/record.ts';
import {tookOf, workOf} from '../../../record/walk.ts';
import {anchorOf} from '../mark.tsx';
import type {Row} from './rows.ts';
import {chart, type TimeScale} from './scale.ts';

interface BarsProps {
  readonly row: Row;
  readonly y: number;
  readonly scale: TimeScale;
  /** The time of the last turn: where what has not ended is cut. */
  readonly now: number;
}

const THICK = 13;
const THIN = 5;

/** One line of the chart: its name, the stretch it took, its attempts, waits and decisions. */
export function Bars({row, y, scale, now}: BarsProps) {
  const {step, depth} = row;
  return (
    <g transform={`translate(0 ${y})`}>
      <a href={`#${anchorOf(step)}`} tabIndex={-1}>
        <title>{tooltip(step, now)}</title>
        <text x={8 + depth * 14} y={chart.row - 6} className={depth === 0 ? 'top' : undefined}>
          {cut(harmless(step.view.title), (chart.left - 26 - depth * 14) / (depth === 0 ? 6.7 : 6))}
        </text>
        {row.open ? <Group step={step} scale={scale} now={now} /> : <Leaf step={step} scale={scale} now={now} />}
      </a>
      {step.decisions.map((decision) => (
        <Decision key={decision.at} decision={decision} scale={scale} />
      ))}
    </g>
  );
}

type Part = Pick<BarsProps, 'scale' | 'now'> & {readonly step: StepRecord};

function Group({step, scale, now}: Part) {
  const {startedAt, endedAt = now, state} = step.view;
  return (
    <Bar scale={scale} from={startedAt} to={endedAt} kind={`bar ${state === 'failed' ? 'failed' : 'group'}`} thin />
  );
}

/** A step with several attempts is drawn attempt by attempt, on a thin line for the time between. */
function Leaf({step, scale, now}: Part) {
  const {startedAt, endedAt = now, state} = step.view;
  const work = workOf(step);
  const waits = step.waits.filter(({why}) => why === 'person');
  const pieces =
    work.length > 1
      ? work.map(({startedAt: from, endedAt: to = now, did, key}, index) => {
          const last = index === work.length - 1;
          return {key, from, to, kind: last ? state : did === 'failed' ? 'again' : 'stopped'};
        })
      : [];
  if (state === 'skipped' && endedAt === startedAt)
    return <circle className="skipped" cx={scale.x(startedAt)} cy={chart.row / 2} r={2.5} />;
  return (
    <>
      <Bar
        scale={scale}
        from={startedAt}
        to={endedAt}
        kind={`bar ${pieces.length > 0 ? '' : state}`}
        thin={pieces.length > 0}
      />
      {pieces.map(({key, from, to, kind}) => (
        <Bar key={key} scale={scale} from={from} to={to} kind={`bar ${kind}`} />
      ))}
      {waits.map(({from, to = now}) => (
        <Bar key={from} scale={scale} from={from} to={to} kind="bar person" />
      ))}
    </>
  );
}

interface BarProps {
  readonly scale: TimeScale;
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly thin?: boolean;
}

function Bar({scale, from, to, kind, thin = false}: BarProps) {
  const height = thin ? THIN : THICK;
  const x = scale.x(from);
  return (
    <rect
      className={kind}
      x={x}
      y={(chart.row - height) / 2}
      width={Math.max(2, scale.x(to) - x).toFixed(1)}
      height={height}
      rx={2}
    />
  );
}

/** When something was decided; what, and by whom, in its tooltip. */
export function Decision({decision, scale}: {readonly decision: DecisionRecord; readonly scale: TimeScale}) {
  const x = scale.x(decision.at);
  const middle = chart.row / 2;
  return (
    <path className="decision" d={`M${x} ${middle - 6}l6 6l-6 6l-6-6z`}>
      <title>{harmless(`${decision.by}: ${answerLines(decision).join(', ')} (${decision.ask?.text ?? ''})`)}</title>
    </path>
  );
}

function tooltip(step: StepRecord, now: number): string {
  const work = workOf(step);
  const attempts = work.length > 1 ? `\n${work.map((each) => `${each.number}: ${attemptText(each)}`).join('\n')}` : '';
  return harmless(`${step.view.title}\n${outcomeText(step)}, ${elapsed(tookOf(step, now))}${attempts}`, {lines: true});
}

/** At most `most` characters. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.floor(most) - 1).trimEnd()}…`;
}
