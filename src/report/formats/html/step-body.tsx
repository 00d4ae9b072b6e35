import type {Values} from '../../../base/value.ts';
import {elapsed} from '../../elapsed.ts';
import {valueText, viaText} from '../../record/answer.ts';
import {attemptText} from '../../record/outcome-text.ts';
import type {AttemptRecord, StepRecord} from '../../record/record.ts';
import {wantedText} from '../../wanted-text.ts';
import {Answer, Asked} from './decisions.tsx';
import {Failure} from './findings.tsx';
import {Output} from './output.tsx';
import {Prose} from './prose.tsx';
import type {Report} from './report.ts';
import {Plain, Typed} from './text.tsx';
import {Time} from './when.tsx';

/** All that is known of one step, without what is in it. */
export function StepBody({step, report}: {readonly step: StepRecord; readonly report: Report}) {
  const {view, goal, note, expected, hints, place} = step;
  const failure = view.failure?.reason === 'member' ? undefined : view.failure;
  const wanted = wantedText(view);
  const described = view.describes !== undefined && view.describes !== view.title;
  return (
    <>
      {goal !== undefined && <p className="goal">{<Plain text={goal} />}</p>}
      {wanted !== undefined && <p className="because">{<Plain text={wanted} />}</p>}
      {view.because !== undefined && (
        <p className="because">
          {view.state === 'skipped' ? 'Skipped: ' : 'Because: '}
          <Plain text={view.because} />
        </p>
      )}
      {described && <Does step={step} />}
      {note !== undefined && <Prose text={note} kind="note" />}
      {failure !== undefined && <Failure failure={failure} />}
      {hints.length > 0 && <Hints hints={hints} />}
      {expected !== undefined && failure === undefined && <Held expected={expected} step={step} />}
      <Milestones step={step} report={report} />
      <DecisionsOf step={step} report={report} />
      <Captured values={view.captured} />
      <Attempts step={step} report={report} />
      {step.children.length === 0 && (
        <p className="place dim">
          {view.path}
          {place !== undefined && ` · ${place.file}:${place.line}`}
        </p>
      )}
    </>
  );
}

/** What a step does: what a person is told to do is Markdown, all else is typed. */
function Does({step: {view, kind}}: {readonly step: StepRecord}) {
  if (view.prose !== undefined) return <Prose text={view.prose} kind="does" />;
  return <Typed text={view.describes ?? ''} kind={`typed ${kind === 'run' ? 'command' : 'does'}`} />;
}

function Hints({hints}: {readonly hints: readonly string[]}) {
  return (
    <div>
      <p className="label">Hints</p>
      <ul>
        {hints.map((hint) => (
          <li key={hint}>
            <Plain text={hint} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was expected, as written, beside what was the case. */
function Held({expected, step}: {readonly expected: string; readonly step: StepRecord}) {
  const last = step.attempts.at(-1);
  return (
    <div className="beside">
      <figure>
        <figcaption>Expected, as written</figcaption>
        <Typed text={expected} kind="typed" />
      </figure>
      <figure>
        <figcaption>Actual</figcaption>
        <p className="held">
          {step.view.state === 'succeeded' ? 'All of it held' : 'Not judged'}
          {last?.exit !== undefined && `, exit status ${last.exit}`}
        </p>
      </figure>
    </div>
  );
}

function Milestones({step, report}: {readonly step: StepRecord; readonly report: Report}) {
  if (step.milestones.length === 0) return null;
  return (
    <div>
      <p className="label">Milestones</p>
      <ol className="milestones">
        {step.milestones.map(({at, text}) => (
          <li key={`${at} ${text}`}>
            <Time at={at} clock={report.clock} /> <Plain text={text} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function DecisionsOf({step, report}: {readonly step: StepRecord; readonly report: Report}) {
  return step.decisions.map((decision) => (
    <div key={`${decision.at} ${decision.ask?.key}`} className="decided">
      <p className="label">
        <Plain text={decision.by} /> decided at <Time at={decision.at} clock={report.clock} />
        <span className="dim">
          {' '}
          via <Plain text={viaText(decision)} />
        </span>
      </p>
      {decision.ask !== undefined && ![step.view.title, step.view.prose].includes(decision.ask.text) && (
        <p>
          <Asked decision={decision}>{decision.ask.text}</Asked>
        </p>
      )}
      <Answer decision={decision} />
    </div>
  ));
}

function Captured({values}: {readonly values: Values}) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <div>
      <p className="label">Captured</p>
      <dl className="values">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Plain text={valueText(value)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The outputs; with several attempts, each with its end. */
function Attempts({step, report}: {readonly step: StepRecord; readonly report: Report}) {
  const {attempts} = step;
  const [only] = attempts;
  if (only === undefined) return null;
  if (attempts.length === 1) return <Output report={report} attempt={only} />;
  return (
    <ol className="attempts">
      {attempts.map((attempt) => (
        <li key={attempt.key}>
          <p className="label">
            <AttemptHead attempt={attempt} report={report} />
          </p>
          <Output report={report} attempt={attempt} />
        </li>
      ))}
    </ol>
  );
}

function AttemptHead({attempt, report}: {readonly attempt: AttemptRecord; readonly report: Report}) {
  const {what, number, startedAt, endedAt, did} = attempt;
  return (
    <>
      <span className={did === 'failed' ? 'word failed' : 'word'}>
        {what === 'probe' ? 'Probe' : 'Attempt'} {number}
      </span>{' '}
      at <Time at={startedAt} clock={report.clock} />
      {endedAt !== undefined && `, ${elapsed(endedAt - startedAt)}`}: <Plain text={attemptText(attempt)} />
    </>
  );
}
