import {failureTail} from '../../../events/explain-failure.ts';
import type {Excerpt} from '../../../journal/excerpt.ts';
import type {AttemptRecord} from '../../record/record.ts';
import type {Report} from './report.ts';
import {bytesText, Typed} from './text.tsx';

/** What an attempt printed; where its files are gone, the last lines that its failure keeps. */
export function Output({report, attempt}: {readonly report: Report; readonly attempt: AttemptRecord}) {
  const {stdout, stderr} = report.printed(attempt);
  const tail = attempt.failure === undefined ? [] : failureTail(attempt.failure);
  if (stdout === undefined && stderr === undefined && tail.length > 0) {
    return (
      <figure className="output">
        <figcaption>Last lines of output</figcaption>
        <Typed text={tail.join('\n')} />
      </figure>
    );
  }
  return (
    <>
      {stdout && <Stream name="Output" excerpt={stdout} />}
      {stderr && <Stream name="Error output" excerpt={stderr} />}
    </>
  );
}

function Stream({name, excerpt}: {readonly name: string; readonly excerpt: Excerpt}) {
  const {head, tail, bytes, leftOut} = excerpt;
  return (
    <figure className="output">
      <figcaption>
        {name} <span className="dim">{bytesText(bytes)}</span>
      </figcaption>
      <Typed text={head} />
      {tail !== undefined && (
        <>
          <p className="cut">{bytesText(leftOut)} were left out here</p>
          <Typed text={tail} />
        </>
      )}
    </figure>
  );
}
