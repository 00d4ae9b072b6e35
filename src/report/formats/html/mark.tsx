import {outcomeText, signOf} from '../../record/outcome-text.ts';
import type {StepRecord} from '../../record/record.ts';
import {paintFor} from '../../style.ts';
import {Unseen} from './text.tsx';

const paint = paintFor({color: false, unicode: true});

/** The sign of how a step ended; for a screen reader the words. */
export function Mark({step}: {readonly step: StepRecord}) {
  const sign = signOf(step);
  return (
    <>
      <span className={`mark ${sign}`} aria-hidden="true">
        {paint.sign(sign)}
      </span>
      <Unseen>{outcomeText(step)}: </Unseen>
    </>
  );
}

/** The address of a step in the page. */
export function anchorOf({number}: StepRecord): string {
  return `step-${number.replaceAll('.', '-')}`;
}
