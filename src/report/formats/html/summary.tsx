import type {ReactNode} from 'react';
import {failureText} from '../../../events/explain-failure.ts';
import type {Verdict} from '../../../events/outcome.ts';
import {elapsed} from '../../elapsed.ts';
import {valueText} from '../../record/answer.ts';
import {attemptText} from '../../record/outcome-text.ts';
import type {StepRecord} from '../../record/record.ts';
import {estimateText, everyStep, failedSteps, retriedSteps, workOf} from '../../record/walk.ts';
import {headline} from '../../verdict-lines.ts';
import {anchorOf} from './mark.tsx';
import type {Report} from './report.ts';
import {Plain} from './text.tsx';
import {Time} from './when.tsx';

/** What ran, for whom, where, when, how it ended and why. */
export function Head({report}: {readonly report: Report}) {
  const {view, about} = report.record;
  const {verdict} = view;
  const summary = about?.runbook.summary;
  return (
    <header className={`verdict ${verdict?.is ?? 'open'}`}>
      <p className="kind">Record of a run</p>
      <h1>
        <Plain text={view.title} />
      </h1>
      <p className="headline">{verdict === undefined ? openText(report) : headline(verdict)}</p>
      {verdict !== undefined && <Reason verdict={verdict} />}
      {report.damage !== undefined && (
        <p className="damage">
          This record cannot be believed as a whole: <Plain text={report.damage} />
        </p>
      )}
      {summary !== undefined && <p className="about">{<Plain text={summary.replace(/\s+/g, ' ')} />}</p>}
    </header>
  );
}

function openText({record}: Report): string {
  const {left, rollingBack, paused} = record.view;
  if (left !== undefined) return `Has not ended: the engine left it, ${left}`;
  if (rollingBack !== undefined) return 'Has not ended: it is being rolled back';
  return paused === undefined ? 'Has not ended' : `Has not ended: paused, ${paused}`;
}

function Reason({verdict}: {readonly verdict: Verdict}) {
  if (verdict.is === 'succeeded' || verdict.reason === '') return null;
  const untouched = 'untouched' in verdict ? verdict.untouched : [];
  return (
    <>
      <p className="reason">
        Because: <Plain text={verdict.reason} />
      </p>
      {untouched.length > 0 && (
        <p className="reason">
          Not taken back: <Plain text={untouched.join(', ')} />
        </p>
      )}
    </>
  );
}

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
      <Fact name="Runbook">
        {about?.runbook.files[0]?.name ?? view.runbook}
        <div className="dim">
          {[about?.runbook.severity, about?.runbook.owner].filter((each) => each !== undefined).join(' · ')}
        </div>
      </Fact>
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
