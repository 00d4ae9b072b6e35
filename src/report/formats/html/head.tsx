import type {Verdict} from '../../../events/outcome.ts';
import {headline} from '../../verdict-lines.ts';
import {Prose} from './prose.tsx';
import type {Report} from './report.ts';
import {Plain} from './text.tsx';

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
      {verdict !== undefined && <Impossible report={report} />}
      {report.damage !== undefined && (
        <p className="damage">
          This record cannot be believed as a whole: <Plain text={report.damage} />
        </p>
      )}
      {summary !== undefined && <Prose text={summary} kind="about" />}
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

/** Why it could not be taken back, and what is done instead. */
function Impossible({report}: {readonly report: Report}) {
  const {view, about} = report.record;
  const rollback = about?.runbook.rollback;
  if (view.verdict?.is === 'succeeded' || rollback === undefined || rollback.possible) return null;
  return (
    <p className="reason">
      It cannot be taken back: <Plain text={rollback.because} />
      {rollback.instead.length > 0 && <Plain text={`; instead: ${rollback.instead.join('; ')}`} />}
    </p>
  );
}
