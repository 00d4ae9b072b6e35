import type {StepView} from '../events/view.ts';

/** Of a step that was done again: who wanted that, and why. */
export function wantedText({wanted}: StepView): string | undefined {
  return wanted && `done again for ${wanted.by}${wanted.why === '' ? '' : `: ${wanted.why}`}`;
}
