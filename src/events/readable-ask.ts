import {withoutEscapes} from '../base/without-escapes.ts';
import type {Ask} from './effect.ts';

/** Whether what a step of this kind says is Markdown: what a person is to do, or to approve. */
export function isProse(kind: string | undefined): boolean {
  return kind === 'manual' || kind === 'approve';
}

/** A question as a terminal shows it. */
export function readableAsk(ask: Ask): Ask {
  const {text, question} = ask;
  if (question === undefined || !isProse(question.what)) return ask;
  return {...ask, text: withoutEscapes(text), question: {...question, text: withoutEscapes(question.text)}};
}
