import type {ReactNode} from 'react';
import {failureText} from '../../../events/explain-failure.ts';
import {aboutFacts} from '../../about-lines.ts';
import {elapsed} from '../../elapsed.ts';
import {valueText} from '../../record/answer.ts';
import {attemptText} from '../../record/outcome-text.ts';
import type {StepRecord} from '../../record/record.ts';
import {estimateText, everyStep, failedSteps, retriedSteps, workOf} from '../../record/walk.ts';
import {anchorOf} from './mark.tsx';
import type {Report} from './report.ts';
import {Plain} from './text.tsx';
import {Time} from './when.tsx';

/** The facts of the run in a list, then what a reader should look at first. */
export function Summary({report}: {readonly report: Report}) {
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">Summary</h2>
      <dl className="facts">
        <Facts report={report} />
      </dl>
      <Points report={report} />
    </section>
  );
}

function Facts({report}: {readonly report: Report}) {
  const {record, clock} = report;
  const {view, about, engines} = record;
  const estimate = about?.runbook.estimate;
  const over = estimate !== undefined && view.at - view.startedAt > estimate.high;
  return (
    <>
      <Fact name="Runbook">{about?.runbook.files[0]?.name ?? view.runbook}</Fact>
      <Fact name="Run">{view.run}</Fact>
      <Fact name="Started by">
        <Plain text={view.by} />
        <div className="dim">{engines.length > 0 && `on ${engines[0]?.host}`}</div>
      </Fact>
      <Fact name="Began">
        <Time at={view.startedAt} clock={clock} date />
        <div className="dim">{clock.timezone}</div>
      </Fact>
      <Fact name={view.verdict === undefined ? 'Last seen' : 'Ended'}>
        <Time at={view.at} clock={clock} date />
      </Fact>
      <Fact name="Took">
        {elapsed(view.at - view.startedAt)}
        {estimate !== undefined && (
          <div className={over ? 'over' : 'dim'}>
            estimated {estimateText(estimate)}
            {over && ', exceeded'}
          </div>
        )}
      </Fact>
      <Fact name="Steps">{countsText(record.steps)}</Fact>
      <Fact name="Where" wide>
        <Plain text={view.cwd} />
        <div className="dim">{view.remote !== undefined && <Plain text={`remote ${view.remote}`} />}</div>
      </Fact>
      {about !== undefined &&
        aboutFacts(about.runbook).map(([name, text]) => (
          <Fact key={name} name={name}>
            <Plain text={text} />
          </Fact>
        ))}
      {Object.keys(view.inputs).length > 0 && (
        <Fact name="Inputs" wide>
          <Inputs report={report} />
        </Fact>
      )}
    </>
  );
}

function Fact({name, wide, children}: {readonly name: string; readonly wide?: true; readonly children: ReactNode}) {
  return (
    <div className={wide ? 'wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Inputs({report}: {readonly report: Report}) {
  return Object.entries(report.record.view.inputs).map(([name, value]) => (
    <div key={name}>
      <span className="dim">{name}</span>{' '}
      <Plain text={Array.isArray(value) ? value.map(valueText).join(', ') : valueText(value)} />
    </div>
  ));
}

function countsText(steps: readonly StepRecord[]): string {
  const leaves = everyStep(steps).filter(({children}) => children.length === 0);
  const counts = Map.groupBy(leaves, ({view}) => view.state);
  const order = ['succeeded', 'failed', 'accepted', 'stopped', 'skipped', 'running'] as const;
  const parts = order.flatMap((state) => {
    const count = counts.get(state)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return parts.join(', ') || 'none';
}

/** Failures, attempts that were repeated, and whatever else was out of the ordinary, each with its place below. */
function Points({report}: {readonly report: Report}) {
  const {steps, view} = report.record;
  const failed = failedSteps(steps);
  const retried = retriedSteps(steps);
  if (failed.length + retried.length === 0 && view.outsideWindow === undefined) return null;
  return (
    <ul className="points">
      {view.outsideWindow !== undefined && (
        <li>
          Outside its window, because <Plain text={view.outsideWindow} />
        </li>
      )}
      {failed.map((step) => (
        <li key={step.number}>
          <StepLink step={step} /> failed
          {step.view.because !== undefined && <Plain text={`, and was accepted (${step.view.because})`} />}:{' '}
          <Plain text={step.view.failure === undefined ? '' : failureText(step.view.failure)} />
        </li>
      ))}
      {retried.map((step) => (
        <li key={`retried ${step.number}`}>
          <StepLink step={step} />
          {step.within !== undefined && <Plain text={` in ${step.within}`} />} was tried {workOf(step).length} times:{' '}
          <Plain text={[...new Set(workOf(step).slice(0, -1).map(attemptText))].join('; ')} />, then{' '}
          <Plain text={lastText(step)} />
        </li>
      ))}
    </ul>
  );
}

function lastText(step: StepRecord): string {
  const last = workOf(step).at(-1);
  return last === undefined ? '' : attemptText(last);
}

function StepLink({step}: {readonly step: StepRecord}) {
  return (
    <a href={`#${anchorOf(step)}`}>
      <Plain text={step.view.title} />
    </a>
  );
}
