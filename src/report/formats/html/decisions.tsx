import {elapsed} from '../../elapsed.ts';
import {answerLines, askedText, viaText} from '../../record/answer.ts';
import type {DecisionRecord} from '../../record/record.ts';
import {InlineProse} from './prose.tsx';
import type {Report} from './report.ts';
import {Plain} from './text.tsx';
import {Time} from './when.tsx';

/** Who decided what, when, by what way, and why. */
export function Decisions({report}: {readonly report: Report}) {
  const {decisions} = report.record;
  if (decisions.length === 0) return null;
  return (
    <section className="decisions" aria-labelledby="decisions">
      <h2 id="decisions">Decisions</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What was asked</th>
            <th scope="col">What was decided</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <tr key={`${decision.at} ${decision.ask?.key}`}>
              <td>
                <Time at={decision.at} clock={report.clock} />
                <div className="dim">after {elapsed(decision.at - decision.since)}</div>
              </td>
              <td>
                <Asked decision={decision}>{askedText(decision, report.record.view)}</Asked>
              </td>
              <td>
                <Answer decision={decision} />
              </td>
              <td>
                <Plain text={decision.by} />
                <div className="dim">
                  via <Plain text={viaText(decision)} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The words of a question: those of a gate and of work by hand are Markdown. */
export function Asked({
  decision: {ask},
  children: text,
}: {
  readonly decision: DecisionRecord;
  readonly children: string;
}) {
  const what = ask?.question?.what;
  return what === 'manual' || what === 'approve' ? <InlineProse text={text} /> : <Plain text={text} />;
}

/** What was answered, with the reason that was given. */
export function Answer({decision}: {readonly decision: DecisionRecord}) {
  const lines = answerLines(decision);
  return (
    <>
      {lines.length === 1 ? <Plain text={lines[0] ?? ''} /> : <Ticked lines={lines} />}
      {decision.why !== undefined && (
        <div className="why">
          because <Plain text={decision.why} />
        </div>
      )}
    </>
  );
}

function Ticked({lines}: {readonly lines: readonly string[]}) {
  return (
    <ul className="ticked">
      {lines.map((line) => (
        <li key={line}>
          <Plain text={line} />
        </li>
      ))}
    </ul>
  );
}
