import type {ReactNode} from 'react';
import {everyStep} from '../../record/walk.ts';
import type {Report} from './report.ts';
import {Plain, Typed} from './text.tsx';
import {Time} from './when.tsx';

/** What people were told, and what did not reach them. */
export function Messages({report}: {readonly report: Report}) {
  const {messages} = report.record;
  if (messages.length === 0) return null;
  return (
    <Section id="messages" title="Messages">
      <ol className="messages">
        {messages.map(({at, text, to, missed}) => (
          <li key={`${at} ${text}`}>
            <p className="label">
              <Time at={at} clock={report.clock} /> {to.length === 0 ? 'to nobody' : `to ${to.join(', ')}`}
              {missed.map(({channel, because}) => (
                <span key={channel} className="word failed">
                  {'; '}not to {channel}: <Plain text={because} />
                </span>
              ))}
            </p>
            <Typed text={text} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What else happened, in order: requests, pauses, breaches, notes. */
export function Remarks({report}: {readonly report: Report}) {
  const {remarks, steps} = report.record;
  if (remarks.length === 0) return null;
  const titles = new Map(everyStep(steps).map(({view}) => [view.path, view.title]));
  return (
    <Section id="remarks" title="What else happened">
      <ol className="remarks">
        {remarks.map(({at, text, grave, path}) => (
          <li key={`${at} ${text}`} className={grave ? 'grave' : undefined}>
            <Time at={at} clock={report.clock} />{' '}
            {path !== undefined && titles.has(path) && <Plain text={`${titles.get(path)}: `} />}
            <Plain text={text} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Whether something stays changed or remains to be done. */
export function hasAfterwards({record: {view, followups}}: Report): boolean {
  return view.standing !== undefined || view.inForce.length + followups.length > 0;
}

/** What stays changed, and what remains to be done. */
export function Afterwards({report}: {readonly report: Report}) {
  const {view, followups} = report.record;
  if (!hasAfterwards(report)) return null;
  return (
    <Section id="afterwards" title="Afterwards">
      {view.inForce.length > 0 && (
        <>
          <h3>Still in force</h3>
          <ul className="inforce">
            {view.inForce.map((each) => (
              <li key={each}>
                <Plain text={each} />
              </li>
            ))}
          </ul>
        </>
      )}
      {view.standing !== undefined && (
        <>
          <h3>Done and not taken back</h3>
          <ul className="standing">
            {[...new Set(view.standing.steps)].map((each) => (
              <li key={each}>
                <Plain text={each} />
              </li>
            ))}
          </ul>
          {view.standing.offered && (
            <p className="dim">
              To take it back: <code>{`runbook rollback ${view.run} --why REASON`}</code>
            </p>
          )}
        </>
      )}
      {followups.length > 0 && (
        <>
          <h3>To follow up</h3>
          <ul className="followups">
            {followups.map(({title, due, role}) => (
              <li key={title}>
                <Plain text={title} />{' '}
                <span className="dim">
                  due <Time at={due} clock={report.clock} date />
                  {role !== undefined && ` · ${role}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Section({id, title, children}: {readonly id: string; readonly title: string; readonly children: ReactNode}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
