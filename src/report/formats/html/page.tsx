import {harmless} from '../../../base/harmless.ts';
import {headline} from '../../verdict-lines.ts';
import {Decisions} from './decisions.tsx';
import {Head} from './head.tsx';
import {Monitors} from './monitors.tsx';
import type {Report} from './report.ts';
import {Afterwards, hasAfterwards, Messages, Remarks} from './rest.tsx';
import {Steps} from './steps.tsx';
import {Summary} from './summary.tsx';
import {Timeline} from './timeline/timeline.tsx';

interface PageProps {
  readonly report: Report;
  readonly style: string;
  readonly script: string;
  readonly policy: string;
}

/** The whole page. */
export function Page({report, style, script, policy}: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="content-security-policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={`runbook ${report.version}`} />
        <link rel="icon" href="data:," />
        <title>{titleOf(report)}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this program. */}
        <style dangerouslySetInnerHTML={{__html: style}} />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the summary
        </a>
        <Head report={report} />
        <Contents report={report} />
        <main id="main">
          <Summary report={report} />
          <Timeline report={report} />
          <Decisions report={report} />
          <Monitors report={report} />
          <Steps report={report} />
          <Messages report={report} />
          <Remarks report={report} />
          <Afterwards report={report} />
        </main>
        <Foot report={report} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this program. */}
        <script dangerouslySetInnerHTML={{__html: script}} />
      </body>
    </html>
  );
}

function titleOf({record}: Report): string {
  const {title, run, verdict} = record.view;
  return `${harmless(title)}: ${verdict === undefined ? 'not ended' : headline(verdict)} (run ${run})`;
}

function Contents({report}: {readonly report: Report}) {
  const {decisions, monitors, messages, remarks} = report.record;
  const parts = [
    ['summary', 'Summary', true],
    ['timeline', 'Timeline', true],
    ['decisions', 'Decisions', decisions.length > 0],
    ['measurements', 'Measurements', monitors.length > 0],
    ['steps', 'Steps', true],
    ['messages', 'Messages', messages.length > 0],
    ['remarks', 'What else happened', remarks.length > 0],
    ['afterwards', 'Afterwards', hasAfterwards(report)],
  ] as const;
  return (
    <nav aria-label="Contents">
      <ul>
        {parts.map(
          ([id, title, is]) =>
            is && (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ),
        )}
      </ul>
    </nav>
  );
}

function Foot({report}: {readonly report: Report}) {
  const {record, head, version} = report;
  return (
    <footer>
      <p>
        Run {record.view.run} of the runbook with SHA-256 {record.started?.hash}, written by runbook {version}.
        {head !== undefined && (
          <>
            {' '}
            Whether its record is still what was written:{' '}
            <code>{`runbook verify ${record.view.run} --head ${head}`}</code>
          </>
        )}
      </p>
    </footer>
  );
}
