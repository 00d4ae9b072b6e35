import {failureSurvivors, failureText} from '../../../events/explain-failure.ts';
import type {StepFailure} from '../../../events/failure.ts';
import {Plain, Typed} from './text.tsx';

/** Why a step failed: what was expected beside what was the case. */
export function Failure({failure}: {readonly failure: StepFailure}) {
  const survivors = failureSurvivors(failure);
  return (
    <div className="failure">
      {failure.reason === 'unexpected' ? (
        failure.findings.map(({assertion, expected, actual, because}) => (
          <Beside
            key={`${assertion} ${expected}`}
            title={because ?? (assertion === 'that' ? 'A condition does not hold' : `Not as expected: ${assertion}`)}
            expected={expected}
            actual={actual}
          />
        ))
      ) : (
        <p>
          <Plain text={failureText(failure)} />
        </p>
      )}
      {survivors.length > 0 && (
        <p>
          Still running: <Plain text={survivors.join(', ')} />
        </p>
      )}
    </div>
  );
}

interface BesideProps {
  readonly title: string;
  readonly expected: string;
  readonly actual: string;
}

function Beside({title, expected, actual}: BesideProps) {
  return (
    <>
      <p className="finding">
        <Plain text={title} />
      </p>
      <div className="beside">
        <figure>
          <figcaption>Expected</figcaption>
          <Typed text={expected} kind="typed expected" />
        </figure>
        <figure>
          <figcaption>Actual</figcaption>
          <Typed text={actual} kind="typed actual" />
        </figure>
      </div>
    </>
  );
}
