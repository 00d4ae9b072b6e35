import type {Ask} from '../../../events/effect.ts';
import type {InHand, Run} from '../run.ts';
import {standingAnswer} from './standing-answer.ts';

/** Opens a question: answered at once if an answer stands, else by whoever comes first. */
export function openQuestion(run: Run, ask: Ask): InHand {
  const answer = standingAnswer(run, ask);
  if (!answer.ok) {
    const message = `the answer in the answers file does not fit: ${answer.error}`;
    void run.report({event: 'noted', path: ask.path, message});
    run.unanswered(ask);
    if (run.state.started?.attended !== true) run.leave(`${ask.path}: ${message}`);
  } else if (answer.value !== undefined) {
    const {value, via} = answer.value;
    void run.report({event: 'answered', key: ask.key, value, by: run.state.started?.by ?? '', via});
  } else {
    run.unanswered(ask);
  }
  return {withdraw: () => {}};
}
