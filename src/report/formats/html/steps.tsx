import {elapsed} from '../../elapsed.ts';
import {outcomeText} from '../../record/outcome-text.ts';
import type {StepRecord} from '../../record/record.ts';
import {estimateText, tookOf, workOf} from '../../record/walk.ts';
import {anchorOf, Mark} from './mark.tsx';
import {InlineProse} from './prose.tsx';
import type {Report} from './report.ts';
import {StepBody} from './step-body.tsx';
import {Plain} from './text.tsx';
import {Time} from './when.tsx';

/** Every step in order, each folded: what it did, what was expected of it, what it printed. */
export function Steps({report}: {readonly report: Report}) {
  const {steps} = report.record;
  const taken = steps.findIndex(({role}) => role === 'undo');
  const isBack = (step: StepRecord, index: number) => taken !== -1 && index >= taken && step.role !== 'again';
  const forward = steps.filter((step, index) => !isBack(step, index));
  const back = steps.filter(isBack);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      <search>
        <form id="search" hidden>
          <label htmlFor="query">Search in titles, commands and output</label>
          <input id="query" type="search" autoComplete="off" />
          <output id="found" htmlFor="query" />
          <button type="button" id="open">
            Open all
          </button>
          <button type="button" id="close">
            Close all
          </button>
        </form>
      </search>
      <StepList steps={forward} report={report} depth={0} />
      {back.length > 0 && (
        <>
          <h3 className="back">What was taken back</h3>
          <StepList steps={back} report={report} depth={0} />
        </>
      )}
    </section>
  );
}

interface ListProps {
  readonly steps: readonly StepRecord[];
  readonly report: Report;
  readonly depth: number;
}

function StepList({steps, report, depth}: ListProps) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step.number} id={anchorOf(step)} data-step="">
          <details open={step.children.length > 0 || isCause(step)}>
            <StepHead step={step} report={report} depth={depth} />
            <div className="body">
              <StepBody step={step} report={report} />
              {step.children.length > 0 && <StepList steps={step.children} report={report} depth={depth + 1} />}
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

function isCause({view}: StepRecord): boolean {
  return view.failure !== undefined && view.failure.reason !== 'member';
}

function StepHead({step, report, depth}: {readonly step: StepRecord; readonly report: Report; readonly depth: number}) {
  const Title = depth === 0 ? 'h3' : 'span';
  return (
    <summary>
      <Mark step={step} />
      <span className="number">{step.number}</span>
      <Title className="title">
        <TitleText step={step} />
      </Title>
      <span className="meta">
        <Meta step={step} report={report} />
      </span>
    </summary>
  );
}

/** A title is words; that of work by hand without one is what is to be done, in Markdown. */
function TitleText({step: {view}}: {readonly step: StepRecord}) {
  const {prose} = view;
  return prose !== undefined && view.title === view.describes ? (
    <InlineProse text={prose} />
  ) : (
    <Plain text={view.title} />
  );
}

function Meta({step, report}: {readonly step: StepRecord; readonly report: Report}) {
  const {view, estimate} = step;
  const attempts = workOf(step).length;
  const parts = [
    ...(view.state === 'succeeded' && !view.rescued ? [] : [outcomeText(step)]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
    ...(view.overdue ? ['overdue'] : []),
  ];
  return (
    <>
      {parts.map((part) => (
        <span key={part} className={`word ${view.state}`}>
          {part}
        </span>
      ))}
      {view.state !== 'skipped' && (
        <span className="took">
          {elapsed(tookOf(step, report.record.view.at))}
          {estimate !== undefined && <span className="dim"> of {estimateText(estimate)}</span>}
        </span>
      )}
      <Time at={view.startedAt} clock={report.clock} />
    </>
  );
}
